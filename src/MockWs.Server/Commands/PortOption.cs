using System.CommandLine.Parsing;
using System.Globalization;

namespace MockWs.Server.Commands;

/// <summary>A port on the command line.</summary>
internal static class PortOption
{
    public static int? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return port;
        }

        result.AddError($"{((OptionResult)result.Parent!).Option.Name} is a number from 0 to 65535, not \"{text}\".");
        return null;
    }
}
