#compdef plaint
# Completion of plaint for zsh: what can stand there is asked of plaint itself.
_plaint() {
    local -a lines values shown
    local line width=0
    lines=("${(@f)$(plaint __complete zsh --home="$HOME" --current="${(Q)PREFIX}" \
        -- "${(@Q)words[2,CURRENT-1]}" 2>/dev/null)}")
    case $lines[1] in
        files | folders)
            [[ $PREFIX == --*=* ]] && compset -P '*='
            if [[ $lines[1] == folders ]]; then _files -/; else _files; fi
            return
            ;;
    esac
    for line in "${(@)lines[2,-1]}"; do
        values+=("${line%%$'\t'*}")
    done
    (( $#values )) || return 1
    for line in "${(@)values}"; do
        (( $#line > width )) && width=$#line
    done
    for line in "${(@)lines[2,-1]}"; do
        if [[ $line == *$'\t'* ]]; then
            shown+=("${(r:width:)${line%%$'\t'*}}  ${line#*$'\t'}")
        else
            shown+=("$line")
        fi
    done
    # An ending of a number is no beginning: then it is put in its place.
    if [[ $lines == *$'\t'* ]]; then
        compadd -l -V plaint -d shown -a values || compadd -U -l -V plaint -d shown -a values
    else
        compadd -V plaint -a values || compadd -U -V plaint -a values
    fi
}
if [[ ${funcstack[1]} == _plaint ]]; then
    _plaint "$@"
elif (( $+functions[compdef] )); then
    compdef _plaint plaint
fi
