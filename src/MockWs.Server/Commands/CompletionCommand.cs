using System.CommandLine;
using System.CommandLine.Parsing;

namespace MockWs.Server.Commands;

/// <summary><c>mockws completion SHELL</c>: prints what makes a shell complete commands and options; the tool itself knows them.</summary>
internal static class CompletionCommand
{
    private const string About =
        """
        Print a script that makes a shell complete the commands and options of mockws.

        Examples:
          source <(mockws completion bash)                  in ~/.bashrc
          source <(mockws completion zsh)                   in ~/.zshrc, after compinit
          mockws completion fish | source                   in ~/.config/fish/config.fish
          mockws completion pwsh | Out-String | iex         in $PROFILE
        """;

    private const string Bash =
        """
        _mockws() {
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$(mockws "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _mockws mockws
        """;

    private const string Zsh =
        """
        _mockws() {
          local -a found
          found=("${(@f)$(mockws "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
          compadd -- $found
          _files
        }
        compdef _mockws mockws
        """;

    private const string Fish =
        """
        complete -c mockws -a '(mockws "[suggest:"(commandline -C)"]" (commandline -p) 2>/dev/null)'
        """;

    private const string PowerShell =
        """
        Register-ArgumentCompleter -Native -CommandName mockws -ScriptBlock {
          param($word, $line, $position)
          mockws "[suggest:$position]" "$line" 2>$null | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
        }
        """;

    public static Command Create()
    {
        var shell = new Argument<string?>("SHELL") { Description = "bash, zsh, fish or pwsh.", HelpName = "bash|zsh|fish|pwsh", CustomParser = Parse };
        var command = new Command("completion", About) { shell };
        command.SetAction(async (parsed, _) => await Console.Out.WriteLineAsync(parsed.GetValue(shell)));
        return command;
    }

    private static string? Parse(ArgumentResult result)
    {
        switch (result.Tokens[0].Value)
        {
            case "bash":
                return Bash;
            case "zsh":
                return Zsh;
            case "fish":
                return Fish;
            case "pwsh":
                return PowerShell;
            case var text:
                result.AddError($"There is completion for bash, zsh, fish and pwsh, not for \"{text}\".");
                return null;
        }
    }
}
