# fish completion for findo. What may stand next findo itself tells (findo --list=next WORD...), so this never falls behind.

function __findo_complete
    set -l words (commandline -opc)
    set -e words[1]
    set -l current (commandline -ct)
    set -l from 0
    for line in (findo --list=next $words "$current" 2>/dev/null)
        switch $line
            case '@from *'
                set from (string replace '@from ' '' -- $line)
            case @open
                # fish sets no blank behind what ends in a comma, and none behind one of several
            case @files
                __findo_paths $from "$current" __fish_complete_path
            case @directories
                __findo_paths $from "$current" __fish_complete_directories
            case @users
                __fish_complete_users
            case @groups
                __fish_complete_groups
            case '@command *'
                set -l before (string replace '@command ' '' -- $line)
                set -l rest
                test (count $words) -gt $before; and set rest (string escape -- $words[(math $before + 1)..])
                complete -C "$rest $current"
            case '*'
                printf '%s\n' $line
        end
    end
end

# Paths for what stands behind so many bytes of the word.
function __findo_paths
    set -l head (string sub -l $argv[1] -- $argv[2])
    set -l tail (string sub -s (math $argv[1] + 1) -- $argv[2])
    for path in ($argv[3] $tail)
        printf '%s\n' $head$path
    end
end

complete -c findo -f -a '(__findo_complete)'
