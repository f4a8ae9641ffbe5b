using MockWs.Behaviours.Actions;
using MockWs.Faults;

namespace MockWs.Behaviours;

/// <summary>What an endpoint needs of the backend, part by part.</summary>
internal static class EndpointNeeds
{
    /// <summary>The needs, in the order in which the endpoint says them; none of an endpoint that every backend can serve.</summary>
    public static IEnumerable<Need> Of(Endpoint endpoint) =>
    [
        .. Of(endpoint.Faults, $"{endpoint.Path}, faults"),
        .. Lists(endpoint).SelectMany(list => Of(list.Actions, $"{endpoint.Path}, {list.Name}")),
    ];

    /// <summary>What actions need, those within them too.</summary>
    public static IEnumerable<Need> Of(IEnumerable<MockAction> actions, string where) =>
        actions.SelectMany(Flat).Where(action => action.Needs != Capabilities.None).Select(action => new Need(where, action.Word, action.Needs));

    /// <summary>What faults need.</summary>
    public static IEnumerable<Need> Of(IEnumerable<FaultBinding> faults, string where) =>
        faults.Where(bound => bound.Needs != Capabilities.None).Select(bound => new Need(where, bound.Word, bound.Needs));

    private static IEnumerable<(string Name, IReadOnlyList<MockAction> Actions)> Lists(Endpoint endpoint) =>
    [
        ("onOpen", endpoint.OnOpen),
        ("onPing", endpoint.OnPing),
        ("onPong", endpoint.OnPong),
        ("onClose", endpoint.OnClose),
        ("onIdle", endpoint.OnIdle),
        ("timers", endpoint.Timers),
        ("script", [.. (endpoint.Script ?? []).SelectMany(step => step.Actions)]),
        .. endpoint.Rules.Select((rule, index) => ($"rule {index + 1} ({rule})", (IReadOnlyList<MockAction>)rule.Then)),
        ("otherwise", endpoint.Otherwise ?? []),
    ];

    private static IEnumerable<MockAction> Flat(MockAction action) => action.Parts.SelectMany(Flat).Prepend(action);
}
