using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace MockWs.Configuration;

/// <summary>Paths as configuration writes them, <c>endpoints:0:path</c>, and as a person reads them, <c>$.endpoints[0].path</c>.</summary>
internal static class ConfigurationPaths
{
    public static string Join(string path, string key) => path.Length == 0 ? key : ConfigurationPath.Combine(path, key);

    public static string Show(string path) => "$" + string.Concat(path.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(Step));

    public static bool IsIndex(string key) => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static string Step(string key) => IsIndex(key) ? $"[{key}]" : $".{key}";
}
