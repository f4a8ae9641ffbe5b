using MockWs.Behaviours.Actions;
using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;
using static MockWs.Language.ActionWords;

namespace MockWs.Language;

/// <summary>The actions that send messages.</summary>
internal static class SendWords
{
    public static IReadOnlyList<Word<ActionsBuilder, MockAction>> All { get; } =
    [
        Action(
            "send",
            "Sends a text message; the text is a template.",
            Shape.Template,
            (then, text) => then.Send(text),
            (Send send) => send.Text.Source,
            "\"hello\"", "\"You said {{message.text}}\""),
        Action(
            "sendInFrames",
            "Sends a text message in frames of at most so many bytes (RFC 6455 section 5.4).",
            Shape.Object(
                Member.Required("text", "A template.", Shape.Template),
                Member.Required("frameSize", "The most bytes of payload in a frame; characters may be cut in the middle.", Shape.Integer(least: 1))),
            (then, value) => then.SendInFrames(value.Item1, value.Item2),
            (SendInFrames send) => (send.Text.Source, send.FrameSize),
            """{ "text": "hello", "frameSize": 2 }"""),
        Action(
            "sendJson",
            "Sends JSON as it stands here. Texts in it are templates; one that is a whole {{expression}} takes the JSON type of its value.",
            Shape.JsonTemplate,
            (then, json) => then.SendJsonText(json),
            (SendJson send) => send.Json.Source,
            """{ "type": "ack", "id": "{{message.json.id}}", "n": 1.50 }""", "[ 1, \"1\", null, true ]", "5", "\"text\""),
        Action(
            "sendBinary",
            "Sends a binary message.",
            Shape.Bytes,
            (then, bytes) => then.SendBinary(bytes),
            (SendBinary send) => send.Payload.Value.ToArray(),
            """{ "hex": "01 ff" }""", """{ "base64": "Af8=" }""", """{ "file": "logo.png" }"""),
        Action(
            "sendFile",
            "Sends what stands in a file of the scenario's own folder, byte for byte: as a binary message, or as a text one.",
            Shape.Either(
                Shape.NamedFile.As(file => (file, false), value => value.Item2 ? default(Option<(string, byte[])>) : value.Item1),
                Shape.Object(
                    Member.Required("path", "The file.", Shape.NamedFile),
                    Member.Optional("asText", "Whether it is sent as a text message, which has to be UTF-8.", Shape.Boolean, otherwise: false))),
            (then, value) => then.SendFile(value.Item1.Item1, value.Item2, value.Item1.Item2),
            (SendFile send) => IsBeside(send.Path) ? ((send.Path, send.Content.Value.ToArray()), send.IsText) : default(Option<((string, byte[]), bool)>),
            "\"logo.png\"", """{ "path": "hello.txt", "asText": true }"""),
        Action(
            "sendFragments",
            "Sends one text message in fragments, a frame for each text (RFC 6455 section 5.4); the texts are templates.",
            Shape.List(Shape.Template),
            (then, texts) => then.SendFragments([.. texts]),
            (SendFragments send) => new(send.Texts.Select(text => text.Source).ToList()),
            """[ "hel", "lo {{message.text}}" ]"""),
        Action(
            "sendBinaryFragments",
            "Sends one binary message in fragments, a frame for each part (RFC 6455 section 5.4).",
            Shape.List(Shape.BytesOrNone),
            (then, parts) => then.SendBinaryFragments([.. parts.Select(part => new ReadOnlyMemory<byte>(part))]),
            (SendBinaryFragments send) => new(send.Payloads.Select(payload => payload.Value.ToArray()).ToList()),
            """[ { "hex": "01" }, {}, { "base64": "Ag==" }, { "file": "logo.png" } ]"""),
        Action(
            "echo",
            "Sends the received message back, or its text with something before it.",
            Shape.Object(Member.Optional("prefix", "A template that comes before the text.", Shape.Template)),
            (then, prefix) =>
            {
                if (prefix is null)
                {
                    then.Echo();
                }
                else
                {
                    then.Echo(prefix);
                }
            },
            (Echo echo) => echo.Prefix?.Source,
            "{}", """{ "prefix": "you said: " }"""),
    ];

    // What lies elsewhere a scenario cannot name.
    private static bool IsBeside(string path) => !Path.IsPathRooted(path) && !path.Split('/', '\\').Contains("..");
}
