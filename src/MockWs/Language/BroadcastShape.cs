using MockWs.Behaviours.Actions;
using MockWs.Behaviours.Matching;
using MockWs.Behaviours.Templates;
using MockWs.Configuration.Shapes;
using MockWs.Faults;

namespace MockWs.Language;

/// <summary>A message to many connections, and which of them are meant.</summary>
internal static class BroadcastShape
{
    public static Shape<(SendMessage Message, string? Path, bool SamePath, bool ExceptMe, Matcher? Where)> Any { get; } =
        new EitherShape<(SendMessage, string?, bool, bool, Matcher?)>(
            plain: null,
            [
                Of("text", "A template, filled once for all.", Shape.Template, text => new Send(Template.Parse(text)), (Send send) => send.Text.Source),
                Of("json", "JSON, in which texts are templates.", Shape.JsonTemplate, json => new SendJson(JsonTemplate.Parse(json)), (SendJson send) => send.Json.Source),
                Of("binary", "Bytes.", Shape.Bytes, bytes => new SendBinary(new Payload(bytes)), (SendBinary send) => send.Payload.Value.ToArray()),
            ],
            empty: default);

    private static ObjectShape<(SendMessage Message, string? Path, bool SamePath, bool ExceptMe, Matcher? Where)> Of<TMessage, TValue>(
        string name, string about, Shape<TValue> shape, Func<TValue, SendMessage> make, Func<TMessage, TValue> find)
        where TMessage : SendMessage => Shape.Object(
            Member.Required(name, about, shape.As(make, message => message is TMessage own ? new(find(own)) : default)),
            Member.Optional("path", "Only to connections whose path fits this pattern.", Shape.Path),
            Member.Optional("samePath", "Only to connections with the sender's own path.", Shape.Boolean, otherwise: false),
            Member.Optional("exceptMe", "Not to the connection that this comes from.", Shape.Boolean, otherwise: false),
            Member.Optional("where", "Only to connections of which this state or counter is so.", MatcherWords.When));
}
