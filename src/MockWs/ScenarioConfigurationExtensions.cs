using Microsoft.Extensions.Configuration;
using MockWs.Configuration;
using MockWs.Language;

namespace MockWs;

/// <summary>Reads JSON scenarios into configuration.</summary>
public static class ScenarioConfigurationExtensions
{
    /// <summary>
    /// Adds a JSON scenario. Unlike <c>AddJsonFile</c> it keeps the JSON that is to be sent and matched as it is written: types, key order,
    /// upper and lower case.
    /// </summary>
    /// <param name="builder">What to add to.</param>
    /// <param name="path">The file; relative to the current folder.</param>
    public static IConfigurationBuilder AddScenarioFile(this IConfigurationBuilder builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var source = new ScenarioJsonSource { Name = path, Path = Path.GetFullPath(path), KeptKeys = ScenarioFormat.KeptKeys };
        source.ResolveFileProvider();
        return builder.Add(source);
    }
}
