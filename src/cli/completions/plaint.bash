# Completion of plaint for bash: what can stand there is asked of plaint itself.
_plaint() {
    local line kind=
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ -z $kind ]]; then
            kind=$line
        else
            COMPREPLY+=("$line")
        fi
    done < <(plaint __complete bash --home="$HOME" --breaks="$COMP_WORDBREAKS" \
        --line="${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    # Where nothing is offered, bash completes names of files.
    case $kind in
        files) ;;
        folders) compopt +o default -o dirnames 2>/dev/null ;;
        *) compopt +o default 2>/dev/null ;;
    esac
}
complete -o default -o nosort -F _plaint plaint 2>/dev/null || complete -o default -F _plaint plaint
