using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Configuration;
using MockWs.Behaviours;
using MockWs.Configuration;
using MockWs.Transports.Sockets;

namespace MockWs;

/// <summary>Says a scenario to the builder: the settings of the server here, each under the name of its option, and its endpoints.</summary>
internal static class ScenarioReader
{
    private const string EnvironmentPrefix = "MOCKWS__";

    private static readonly Dictionary<string, Action<ScenarioNode, MockWsServerBuilder>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["$schema"] = (node, _) => node.Text(),
        ["endpoints"] = ScenarioEndpoints.Read,
        ["urls"] = ReadUrls,
        ["subprotocols"] = (node, mock) =>
        {
            mock.Options.Subprotocols.Clear();
            mock.UseSubprotocols([.. node.Texts()]);
        },
        ["unmatched"] = (node, mock) => Set(node.Word<Unmatched>(), value => mock.Options.Unmatched = value),
        ["compression"] = (node, mock) => Set(node.Boolean(), value => mock.Options.Compression = value),
        ["serverNoContextTakeover"] = (node, mock) => Set(node.Boolean(), value => mock.Options.ServerNoContextTakeover = value),
        ["clientNoContextTakeover"] = (node, mock) => Set(node.Boolean(), value => mock.Options.ClientNoContextTakeover = value),
        ["automaticPong"] = (node, mock) => Set(node.Boolean(), value => mock.Options.AutomaticPong = value),
        ["closeEcho"] = (node, mock) => Set(node.Boolean(), value => mock.Options.CloseEcho = value),
        ["messageLimit"] = (node, mock) => Set(Size(node), value => mock.Options.MessageLimit = value),
        ["headLimit"] = (node, mock) => Set(Size(node), value => mock.Options.HeadLimit = value),
        ["outboxLimit"] = (node, mock) => Set(Size(node), value => mock.Options.OutboxLimit = value),
        ["handshakeTimeout"] = (node, mock) => Set(Time(node), value => mock.Options.HandshakeTimeout = value),
        ["closeTimeout"] = (node, mock) => Set(Time(node), value => mock.Options.CloseTimeout = value),
        ["stopTimeout"] = (node, mock) => Set(Time(node), value => mock.Options.StopTimeout = value),
        ["keepAliveInterval"] = (node, mock) => Set(Time(node), value => mock.Options.KeepAliveInterval = value),
        ["journalLimit"] = (node, mock) => Set(node.Long(least: 1), value => mock.Options.JournalLimit = value),
        ["journalFile"] = (node, mock) => mock.Options.JournalFile = node.Text(),
        ["seed"] = (node, mock) => Set(node.Integer(), value => mock.Options.Seed = value),
    };

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
        foreach (var (key, node) in new ScenarioNode(configuration, report).Members([.. Keys.Keys]))
        {
            Keys[key](node, mock);
        }

        report.ThrowIfWrong();
        mock.AddWarnings(report.Warnings);
    }

    private static void ReadUrls(ScenarioNode list, MockWsServerBuilder mock)
    {
        var urls = list.Items().Select(item => item.Text() is { } url && item.Try(() => ListenAddress.Parse(url)) is not null ? url : null);
        mock.ListenOn([.. urls.OfType<string>()]);
    }

    private static int? Size(ScenarioNode node) => node.Integer(least: 1);

    private static TimeSpan? Time(ScenarioNode node) => node.Duration(least: TimeSpan.FromTicks(1));

    private static void Set<T>(T? value, Action<T> set)
        where T : struct
    {
        if (value is { } one)
        {
            set(one);
        }
    }
}
