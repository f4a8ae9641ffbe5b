using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Configuration;
using MockWs.Configuration;

namespace MockWs.Language;

/// <summary>Reads scenarios and says them to a builder.</summary>
internal static class ScenarioReader
{
    private const string EnvironmentPrefix = "MOCKWS__";

    /// <summary>Loads files, each over those before it, and the environment over all.</summary>
    /// <exception cref="ScenarioException">A file is not there or is no JSON.</exception>
    public static IConfiguration Load(IReadOnlyList<string> paths)
    {
        var configuration = new ConfigurationBuilder();
        foreach (var path in paths)
        {
            configuration.AddScenarioFile(path);
        }

        try
        {
            return configuration.AddEnvironmentVariables(EnvironmentPrefix).Build();
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

    /// <summary>Says a scenario to the builder.</summary>
    /// <exception cref="ScenarioException">The scenario has errors; the builder is half done and of no more use.</exception>
    public static void Read(IConfiguration configuration, MockWsServerBuilder mock)
    {
        var report = new ScenarioReport(configuration);
        SettingWords.All.Say(new ScenarioNode(configuration, report), mock);
        report.ThrowIfWrong();
        mock.AddWarnings(report.Warnings);
    }
}
