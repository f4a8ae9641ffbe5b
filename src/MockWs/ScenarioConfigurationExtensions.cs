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
    /// <param name="path">
    /// The file, relative to the current folder; or a folder, whose <c>*.json</c> make one scenario in the order of their names: the endpoints of
    /// each follow those of the one before, and other settings are laid over each other. <c>*.schema.json</c> is left out.
    /// </param>
    /// <exception cref="ScenarioException">The folder has no scenario.</exception>
    public static IConfigurationBuilder AddScenarioFile(this IConfigurationBuilder builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path))
        {
            return builder.Add(Source(path));
        }

        var folder = ScenarioFolder.At(path);
        for (var i = 0; i < folder.Files.Count; i++)
        {
            builder.Add(Source(folder.Files[i], (folder, i)));
        }

        return builder;
    }

    private static ScenarioJsonSource Source(string path, (ScenarioFolder Folder, int File)? part = null)
    {
        var source = new ScenarioJsonSource { Name = path, Path = Path.GetFullPath(path), KeptKeys = ScenarioFormat.KeptKeys, Part = part };
        source.ResolveFileProvider();
        return source;
    }
}
