# Completion of plaint for elvish: what can stand there is asked of plaint itself.
use str
set edit:completion:arg-completer[plaint] = {|@words|
    var current = $words[-1]
    var lines = []
    try {
        set lines = [(e:plaint __complete elvish --home=$E:HOME --current=$current -- (all $words[1..-1]) 2>/dev/null | from-lines)]
    } catch _ {
        nop
    }
    if (and (> (count $lines) 0) (has-value [files folders] $lines[0])) {
        edit:complete-filename $@words
    } elif (> (count $lines) 1) {
        for line $lines[1..] {
            var value @about = (str:split "\t" $line)
            if (> (count $about) 0) {
                edit:complex-candidate $value &display=$value'  '$about[0]
            } else {
                edit:complex-candidate $value
            }
        }
    }
}
