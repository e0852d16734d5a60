# Completion of plaint for fish: what can stand there is asked of plaint itself.
function __plaint_complete
    set -l words (commandline -opc)
    set -e words[1]
    set -l current (commandline -ct | string replace -r '^["\']' '')
    set -l plain (string unescape -- $current)
    and set current $plain
    set -l lines (plaint __complete fish --home="$HOME" --current="$current" -- $words 2>/dev/null)
    switch "$lines[1]"
        case files
            __fish_complete_path "$current"
        case folders
            __fish_complete_directories "$current" ''
        case '*'
            set -e lines[1]
            string join \n -- $lines
    end
end
complete -c plaint -f -k -a '(__plaint_complete)'
