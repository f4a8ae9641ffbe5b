using System.Text.Json;
using System.Text.RegularExpressions;
using MockWs.Behaviours.Matching;
using MockWs.Behaviours.Matching.JsonPaths;
using MockWs.Behaviours.Templates;

namespace MockWs.Behaviours.Actions;

/// <summary>Where a captured value comes from.</summary>
internal abstract record CaptureSource
{
    /// <summary>Takes the value, in its own JSON type.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message says why.</exception>
    /// <exception cref="TemplateException">A template has no value.</exception>
    public abstract JsonElement Take(Message message, TemplateScope scope);
}

/// <summary>What a template comes to; one whole expression keeps its JSON type.</summary>
internal sealed record CaptureTemplate(JsonTemplate Template) : CaptureSource
{
    public override JsonElement Take(Message message, TemplateScope scope) => JsonElement.Parse(Template.Render(scope).Span);
}

/// <summary>The first node that a JSONPath (RFC 9535) leads to.</summary>
internal sealed record CaptureJsonPath(JsonPath Path) : CaptureSource
{
    public override JsonElement Take(Message message, TemplateScope scope)
    {
        if (message.Json is not { } json)
        {
            throw new InvalidOperationException(message.IsNothing ? "there is no message here" : JsonDifference.NotJson(message).Text);
        }

        var nodes = Path.Select(json);
        return nodes.Count > 0 ? nodes[0] : throw new InvalidOperationException($"{Path.Source} leads nowhere in {JsonText.Show(json)}");
    }
}

/// <summary>The first group of a regular expression; the whole match if it has no groups. Always a text.</summary>
internal sealed record CaptureRegex(string Pattern) : CaptureSource
{
    private readonly Regex _regex = Patterns.Parse(Pattern);

    public override JsonElement Take(Message message, TemplateScope scope)
    {
        if (!message.IsText)
        {
            throw new InvalidOperationException("there is no text here");
        }

        var match = _regex.Match(message.Text);
        return match.Success
            ? JsonElement.Parse(JsonText.Quote(match.Groups[Math.Min(1, match.Groups.Count - 1)].Value))
            : throw new InvalidOperationException($"/{Pattern}/ does not match {TextDifference.Show(message.Text)}");
    }

    public bool Equals(CaptureRegex? other) => other is not null && Pattern == other.Pattern;

    public override int GetHashCode() => Pattern.GetHashCode(StringComparison.Ordinal);
}
