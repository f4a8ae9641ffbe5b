using System.Reflection;
using System.Text.Json;
using MockWs.Behaviours;
using MockWs.Behaviours.Actions;
using MockWs.Behaviours.Matching;
using MockWs.Behaviours.Scripts;
using MockWs.Faults;
using MockWs.Language;

namespace MockWs.Tests.Configuration.Words;

/// <summary>What C# can say JSON can, but for code: whatever the model has is made by an example of a word.</summary>
internal sealed class CompletenessTests
{
    private const string Why = "what C# can say JSON can: give it a word in src/MockWs/Language, with an example";

    // Code, what the server does by itself, and what no scenario can hold.
    private static readonly HashSet<string> WithoutWords =
    [
        nameof(Ask), nameof(AskLater), nameof(AnswerPing), nameof(AnswerClose), nameof(TellCallbacks), nameof(RecordError), nameof(PredicateMatcher),
        nameof(Endpoint.Callbacks), nameof(MockWsServerOptions.Certificate), nameof(MockWsServerOptions.Time),
    ];

    private static readonly Lazy<IReadOnlyList<MockWsServerOptions>> Servers = new(() =>
    [
        .. from vocabulary in Vocabularies.All
           from word in vocabulary.Words
           from example in word.Examples
           select Examples.Read(vocabulary, word, example).Options,
    ]);

    private static readonly Lazy<IReadOnlyList<Endpoint>> Made = new(() => [.. Servers.Value.SelectMany(server => server.Endpoints)]);

    private static IEnumerable<string> Settings => PropertiesOf<MockWsServerOptions>();

    private static IEnumerable<string> EndpointProperties => PropertiesOf<Endpoint>();

    private static IEnumerable<string> Actions => KindsOf<MockAction>();

    private static IEnumerable<string> Steps => KindsOf<ScriptStep>();

    private static IEnumerable<string> Matchers => KindsOf<Matcher>();

    private static IEnumerable<string> Faults => KindsOf<Fault>();

    private static IEnumerable<Fault> MadeFaults =>
        Servers.Value.SelectMany(server => server.Faults.Concat(server.Endpoints.SelectMany(endpoint => endpoint.Faults))).Select(bound => bound.Fault);

    [TestCaseSource(nameof(Settings))]
    public void A_setting_has_a_word(string name) =>
        SettingWords.All.Names.Should().Contain(JsonNamingPolicy.CamelCase.ConvertName(name), Why);

    [TestCaseSource(nameof(EndpointProperties))]
    public void What_an_endpoint_has_is_said_by_a_word(string name)
    {
        var property = typeof(Endpoint).GetProperty(name)!;
        var plain = property.GetValue(new Endpoint());

        Made.Value.Select(property.GetValue).Should().Contain(value => !Equals(value, plain), Why);
    }

    [TestCaseSource(nameof(Actions))]
    public void An_action_has_a_word(string kind) =>
        Made.Value.SelectMany(ActionsOf).Select(action => action.GetType().Name).Should().Contain(kind, Why);

    [TestCaseSource(nameof(Matchers))]
    public void A_matcher_has_a_word(string kind) =>
        Made.Value.SelectMany(endpoint => endpoint.Rules).SelectMany(rule => WithParts(rule.When)).Select(matcher => matcher.GetType().Name)
            .Should().Contain(kind, Why);

    [TestCaseSource(nameof(Faults))]
    public void A_fault_has_a_word(string kind) =>
        MadeFaults.Select(fault => fault.GetType().Name).Should().Contain(kind, Why);

    [Test]
    public void A_fault_is_called_in_JSON_what_messages_call_it() =>
        MadeFaults.Select(fault => fault.Name).Distinct().Should().BeEquivalentTo(FaultWords.All.Names);

    [TestCaseSource(nameof(Steps))]
    public void A_step_of_a_script_has_a_word(string kind) =>
        Made.Value.SelectMany(endpoint => endpoint.Script ?? []).Select(step => step.GetType().Name).Should().Contain(kind, Why);

    private static IEnumerable<string> PropertiesOf<T>() =>
        typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name).Where(name => !WithoutWords.Contains(name));

    private static IEnumerable<string> KindsOf<T>() =>
        typeof(T).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract).Select(type => type.Name)
            .Where(name => !WithoutWords.Contains(name));

    private static IEnumerable<MockAction> ActionsOf(Endpoint endpoint) =>
        endpoint.OnOpen.Concat(endpoint.Timers).Concat(endpoint.Rules.SelectMany(rule => rule.Then)).SelectMany(WithParts);

    private static IEnumerable<MockAction> WithParts(MockAction action) => action.Parts.SelectMany(WithParts).Prepend(action);

    private static IEnumerable<Matcher> WithParts(Matcher matcher) => matcher switch
    {
        AllMatcher all => all.Matchers.SelectMany(WithParts).Prepend(all),
        AnyOfMatcher any => any.Matchers.SelectMany(WithParts).Prepend(any),
        NotMatcher not => WithParts(not.Matcher).Prepend(not),
        _ => [matcher],
    };
}
