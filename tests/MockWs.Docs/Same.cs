using MockWs.Behaviours.Matching;
using MockWs.Faults;

namespace MockWs.Docs;

/// <summary>What C# and JSON on a page come to has to be the same.</summary>
internal static class Same
{
    private const string Path = "/chat/{room}";

    /// <summary>A whole server, or a member of one.</summary>
    public static void Mock(Action<MockWsServerBuilder> configure, string json) => Compare(configure, IsMember(json) ? $"{{ {json} }}" : json);

    /// <summary>Members of an endpoint.</summary>
    public static void Endpoint(Action<EndpointBuilder> configure, string json) => Compare(
        mock => mock.At(Path, configure), $$"""{ "endpoints": [ { "path": "{{Path}}", {{json}} } ] }""");

    /// <summary>A list of actions.</summary>
    public static void Actions(Action<ActionsBuilder> then, string json) => Endpoint(endpoint => endpoint.OnOpen(then), $$""" "onOpen": [ {{json}} ] """);

    /// <summary>A list of steps.</summary>
    public static void Script(Action<ScriptBuilder> script, string json) => Endpoint(endpoint => endpoint.Script(script), $$""" "script": [ {{json}} ] """);

    /// <summary>What is asked of a message.</summary>
    public static void Matcher(Matcher matcher, string json) =>
        Endpoint(endpoint => endpoint.When(matcher, then => then.Echo()), $$""" "rules": [ { "when": {{json}}, "then": [ { "echo": {} } ] } ] """);

    /// <summary>A fault.</summary>
    public static void Fault(Fault fault, string json) => Mock(mock => mock.Fault(fault), $$"""{ "faults": [ {{json}} ] }""");

    /// <summary>When a fault happens.</summary>
    public static void Moment(Moment at, string json)
    {
        var time = TimeSpan.FromSeconds(5);
        var (fault, name) = at == At.TlsHandshake ? (Faults.Fault.TlsStall(time), "tlsStall") : (Faults.Fault.Restart(time), "restart");
        Mock(mock => mock.Fault(fault, at), $$"""{ "faults": [ { "{{name}}": "00:00:05", "at": {{json}} } ] }""");
    }

    private static bool IsMember(string json) => json.StartsWith('"');

    private static void Compare(Action<MockWsServerBuilder> configure, string json)
    {
        var (said, read) = (Scenario.Build(configure), Scenario.Read(json));
        read.Should().BeEquivalentTo(said, options => options.IncludingInternalProperties().WithStrictOrdering().ComparingByValue<Matcher>().ComparingByValue<Fault>().RespectingRuntimeTypes());
    }
}
