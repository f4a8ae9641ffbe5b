using System.Text.Json;
using MockWs.Behaviours;
using MockWs.Behaviours.Actions;
using MockWs.Behaviours.Matching;
using MockWs.Behaviours.Matching.JsonPaths;
using MockWs.Behaviours.Templates;
using MockWs.Configuration.Shapes;

namespace MockWs.Language;

/// <summary>A name, and where the value that it remembers comes from.</summary>
internal static class CaptureShape
{
    public static Shape<(string Name, CaptureSource From)> Any { get; } = new EitherShape<(string, CaptureSource)>(
        plain: null,
        [
            Of(
                "value",
                "A template; one that is a whole {{expression}} keeps the JSON type of its value.",
                Shape.Template,
                text => new CaptureTemplate(JsonTemplate.Parse(JsonText.Quote(text))),
                (CaptureTemplate from) => JsonElement.Parse(from.Template.Source).GetString()!),
            Of(
                "jsonPath",
                "The first node of the message that this JSONPath (RFC 9535) leads to.",
                Shape.KeptText.Checked(JsonPath.Parse),
                path => new CaptureJsonPath(JsonPath.Parse(path)),
                (CaptureJsonPath from) => from.Path.Source),
            Of(
                "regex",
                "The first group of a regular expression in the message's text, or all that it matches if it has no group.",
                Shape.Text.Checked(Patterns.Parse),
                pattern => new CaptureRegex(pattern),
                (CaptureRegex from) => from.Pattern),
        ],
        empty: default);

    private static ObjectShape<(string Name, CaptureSource From)> Of<TSource>(
        string name, string about, Shape<string> shape, Func<string, CaptureSource> make, Func<TSource, string> find)
        where TSource : CaptureSource => Shape.Object(
            Member.Required("name", "The name.", Shape.Name),
            Member.Required(name, about, shape.As(make, from => from is TSource own ? find(own) : default(Option<string>))));
}
