using System.Runtime.ExceptionServices;
using System.Text;
using Microsoft.Extensions.Configuration;
using MockWs.Configuration;

namespace MockWs.Language;

/// <summary>Reads scenarios and says them to a builder.</summary>
internal static class ScenarioReader
{
    private const string EnvironmentPrefix = "MOCKWS__";

    /// <summary>Loads files, each over those before it, and the environment over all.</summary>
    /// <param name="paths">The files and folders.</param>
    /// <param name="overrides">What the command line says, which is over the environment too, by configuration path.</param>
    /// <exception cref="ScenarioException">A file is not there or is no JSON.</exception>
    public static IConfiguration Load(IReadOnlyList<string> paths, IEnumerable<KeyValuePair<string, string?>>? overrides = null)
    {
        if (paths.Where(path => !Path.Exists(path)).ToList() is { Count: > 0 } missing)
        {
            throw new ScenarioException([.. missing.Select(path => $"{path}: there is no such file or folder")]);
        }

        var configuration = new ConfigurationBuilder();
        foreach (var path in paths)
        {
            configuration.AddScenarioFile(path);
        }

        try
        {
            return configuration.AddEnvironmentVariables(EnvironmentPrefix).Add(new OverrideSource(overrides ?? [])).Build();
        }
        catch (InvalidDataException e) when (e.InnerException is ScenarioException inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException([e.Message]);
        }
    }

    /// <summary>Takes a text for the only file.</summary>
    /// <param name="json">The text.</param>
    /// <param name="folder">The folder that it is taken to lie in; null for none.</param>
    /// <exception cref="ScenarioException">It is no JSON.</exception>
    public static IConfiguration Parse(string json, string? folder) =>
        new ConfigurationBuilder().Add(Source(Encoding.UTF8.GetBytes(json), "scenario", folder)).Build();

    /// <summary>A text that errors know by a name, in a folder that it is taken to lie in; null for none.</summary>
    public static ScenarioTextSource Source(ReadOnlyMemory<byte> utf8, string name, string? folder) =>
        new(utf8, new Mark(name) { Folder = folder is null ? null : Path.GetFullPath(folder) }, ScenarioFormat.KeptKeys);

    /// <summary>Says a scenario to the builder.</summary>
    /// <exception cref="ScenarioException">The scenario has errors; the builder is half done and of no more use.</exception>
    public static void Read(IConfiguration configuration, MockWsServerBuilder mock)
    {
        var report = new ScenarioReport(configuration);
        SettingWords.All.Say(new ScenarioNode(configuration, report), mock);
        if (configuration[SettingWords.Backend] is not null)
        {
            foreach (var misfit in mock.Options.Misfits(mayListenElsewhere: true))
            {
                report.Wrong(SettingWords.Backend, misfit);
            }
        }

        report.ThrowIfWrong();
        mock.AddWarnings(report.Warnings);
    }
}
