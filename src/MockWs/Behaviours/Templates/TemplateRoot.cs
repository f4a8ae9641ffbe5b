using Fluid.Values;

namespace MockWs.Behaviours.Templates;

/// <summary>A name that every template knows. The list is closed, so that a misspelt one is an error when the scenario loads.</summary>
/// <param name="Name">The name as a template writes it; of two words for a member of a fixed group.</param>
/// <param name="Find">Its value; missing where this moment has none.</param>
/// <param name="Absence">Why it may be missing.</param>
internal sealed record TemplateRoot(string Name, Func<TemplateScope, TemplateValue> Find, Func<TemplateScope, string>? Absence = null)
{
    private static readonly TemplateRoot[] Known =
    [
        new("message.text", scope => scope.Message is { } message ? TemplateValue.Of(message.Text) : default, WhyNoMessage),
        new("message.json", scope => scope.Message?.Json is { } json ? TemplateValue.Of(json) : default, WhyNoJson),
        new("message.groups", scope => scope.Groups is { } groups ? TemplateValue.Of(groups) : default, _ => "the rule has no regex"),
        new("path", scope => TemplateValue.Of(scope.Connection.Path)),
        new("query", scope => TemplateValue.Of(scope.Connection.Query)),
        new("headers", scope => TemplateValue.Of(scope.Connection.Headers)),
        new("connection.id", scope => TemplateValue.Of(NumberValue.Create(scope.Connection.Id))),
        new("connection.path", scope => TemplateValue.Of(scope.Connection.RequestPath)),
        new("state", scope => TemplateValue.Of(scope.State)),
        new("server", scope => TemplateValue.Of(scope.Server)),
        new("captured", scope => TemplateValue.Of(scope.Captured)),
        new("counter", scope => TemplateValue.Of(scope.Counter)),
        new("tick.n", scope => scope.Tick is { } n ? TemplateValue.Of(NumberValue.Create(n)) : default, _ => "only a ticker has ticks"),
        new("now", scope => TemplateValue.Of(new DateTimeValue(scope.Time.GetUtcNow()))),
        new("uuid", scope => TemplateValue.Of(scope.NextUuid().ToString())),
        new("random", scope => TemplateValue.Of(NumberValue.Create(scope.NextFraction()))),
    ];

    private static readonly Dictionary<string, TemplateRoot> ByName = Known.ToDictionary(root => root.Name);

    /// <summary>The words that a template's expression may begin with.</summary>
    public static IReadOnlyList<string> FirstWords { get; } = [.. Known.Select(root => root.Name.Split('.')[0]).Distinct()];

    /// <summary>The root of one word, or of two where the first is a group; null where there is none.</summary>
    public static TemplateRoot? Of(string name) => ByName.GetValueOrDefault(name);

    /// <summary>What may follow a first word that stands for no value of its own; empty for every other word.</summary>
    public static IReadOnlyList<string> MembersOf(string group) =>
        [.. Known.Select(root => root.Name.Split('.')).Where(words => words.Length == 2 && words[0] == group).Select(words => words[1])];

    private static string WhyNoMessage(TemplateScope scope) => "there is no message to answer";

    private static string WhyNoJson(TemplateScope scope) => scope.Message switch
    {
        null => WhyNoMessage(scope),
        { IsBinary: true } => "the message is binary, not JSON",
        { Text: var text } => $"the message is not JSON: {(text.Length <= 40 ? text : text[..40] + "…")}",
    };
}
