using MockWs.Configuration.Shapes;
using MockWs.Faults;

namespace MockWs.Language;

/// <summary>When a fault happens: <c>"open"</c>, or <c>{ "message": 3 }</c>.</summary>
internal static class MomentShape
{
    private static readonly (string Word, Moment Moment)[] Plain =
    [
        ("start", At.Start),
        ("connect", At.Connect),
        ("tlsHandshake", At.TlsHandshake),
        ("handshake", At.Handshake),
        ("afterHandshake", At.AfterHandshake),
        ("open", At.Open),
        ("everyMessage", At.EveryMessage),
        ("everyPing", At.EveryPing),
        ("everySent", At.EverySent),
        ("close", At.Close),
    ];

    public static Shape<Moment> Any { get; } = Shape.Either(
        Shape.Word([.. Plain.Select(plain => plain.Word)]).As(
            word => Plain.First(plain => plain.Word == word).Moment,
            moment => Plain.Where(plain => plain.Moment == moment).Select(plain => new Option<string>(plain.Word)).FirstOrDefault()),
        Nth("message", "The client's nth message has come, and is not answered yet.", Moments.Message, At.Message),
        Nth("ping", "The client's nth ping has come, and is not answered yet.", Moments.Ping, At.Ping),
        Nth("sent", "The server's nth message is about to be sent.", Moments.Sent, At.Sent),
        Nth("midMessage", "The server's nth message goes out in two fragments, and this is between them.", Moments.MidMessage, At.MidMessage),
        Nth("midFrame", "The middle of the first frame of the server's nth message.", Moments.MidFrame, At.MidFrame),
        Shape.Object(Member.Required("bytes", "So many bytes of frames are out.", Shape.Long(least: 1)))
            .To(At.Bytes, moment => moment is { Kind: Moments.Bytes, Number: { } count } ? count : default(Option<long>)),
        Shape.Object(Member.Required("after", "So long after the connection has opened.", Shape.Interval))
            .To(At.After, moment => moment.Kind == Moments.After ? moment.Time : default(Option<TimeSpan>)),
        Shape.Object(Member.Required("afterStart", "So long after the server has started.", Shape.Interval))
            .To(At.AfterStart, moment => moment.Kind == Moments.Start ? moment.Time : default(Option<TimeSpan>)));

    private static ObjectShape<Moment> Nth(string name, string about, Moments kind, Func<int, Moment> make) =>
        Shape.Object(Member.Required(name, about, Shape.Integer(least: 1)))
            .To(make, moment => moment.Kind == kind && moment.Number is { } nth ? (int)nth : default(Option<int>));
}
