using System.Globalization;
using Microsoft.Extensions.Configuration;
using MockWs.Behaviours.Matching;

namespace MockWs.Configuration;

/// <summary>Paths as configuration writes them, <c>endpoints:0:path</c>, and as a person reads them, <c>$.endpoints[0].path</c>.</summary>
internal static class ConfigurationPaths
{
    public static string Join(string path, string key) => path.Length == 0 ? key : ConfigurationPath.Combine(path, key);

    public static string Show(string path) => path.Split(':', StringSplitOptions.RemoveEmptyEntries).Aggregate("$", Step);

    /// <summary>The path in a configuration whose list of endpoints has so many more before this one.</summary>
    public static string MoveEndpoint(string path, int by)
    {
        var steps = path.Split(':');
        if (by == 0 || steps.Length < 2 || !IsEndpoints(steps[0]) || !IsIndex(steps[1]))
        {
            return path;
        }

        steps[1] = (int.Parse(steps[1], CultureInfo.InvariantCulture) + by).ToString(CultureInfo.InvariantCulture);
        return string.Join(':', steps);
    }

    /// <summary>Whether the path is that of an endpoint.</summary>
    public static bool IsEndpoint(string path) => path.Split(':') is [var list, var index] && IsEndpoints(list) && IsIndex(index);

    public static bool IsIndex(string key) => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool IsEndpoints(string key) => key.Equals("endpoints", StringComparison.OrdinalIgnoreCase);

    private static string Step(string path, string key) => IsIndex(key) ? $"{path}[{key}]" : JsonDifference.Member(path, key);
}
