using System.CommandLine.Parsing;
using System.Globalization;

namespace MockWs.Server.Commands;

/// <summary>A time on the command line: <c>00:00:02.500</c>, as in scenarios, or seconds such as <c>2.5</c>.</summary>
internal static class DurationOption
{
    public static TimeSpan Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text.Contains(':') && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var time) && IsPossible(time))
        {
            return time;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds < TimeSpan.MaxValue.TotalSeconds && IsPossible(TimeSpan.FromSeconds(seconds)))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        result.AddError($"{((OptionResult)result.Parent!).Option.Name} is a time up to a day, such as 00:00:02.500 or 2.5 (seconds), not \"{text}\".");
        return default;
    }

    private static bool IsPossible(TimeSpan time) => time > TimeSpan.Zero && time <= TimeSpan.FromDays(1);
}
