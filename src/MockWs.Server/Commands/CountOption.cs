using System.CommandLine.Parsing;
using System.Globalization;

namespace MockWs.Server.Commands;

/// <summary>A number of things on the command line.</summary>
internal static class CountOption
{
    public static int Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return count;
        }

        result.AddError($"{((OptionResult)result.Parent!).Option.Name} is a whole number from 0 on, not \"{text}\".");
        return 0;
    }
}
