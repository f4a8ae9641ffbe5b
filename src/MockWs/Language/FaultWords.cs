using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;
using MockWs.Faults;

namespace MockWs.Language;

/// <summary>The faults of a scenario, each under its name: <c>{ "reset": {} }</c>.</summary>
internal static class FaultWords
{
    public static Vocabulary<List<Fault>, Fault> All { get; } = new(
        "fault",
        "A misbehaviour on purpose: an object with the name of one fault, and what binds it.",
        [.. HandshakeFaultWords.All, .. FrameFaultWords.All, .. ControlFaultWords.All, .. CloseFaultWords.All, .. TransportFaultWords.All, .. TlsFaultWords.All, .. PortFaultWords.All, .. MessageFaultWords.All]);

    /// <summary>Those that can be actions: a handshake is over when actions are carried out.</summary>
    public static IReadOnlyList<Word<List<Fault>, Fault>> Actions { get; } = [.. All.Words.Except([.. TlsFaultWords.Handshake, .. HandshakeFaultWords.All])];

    /// <summary>A fault.</summary>
    /// <param name="name">The key, which is the fault's name.</param>
    /// <param name="about">What it does, in one sentence.</param>
    /// <param name="shape">What its value may be.</param>
    /// <param name="make">The call of C#.</param>
    /// <param name="find">The value in the fault.</param>
    /// <param name="examples">Values in JSON, in which together each member of the shape occurs.</param>
    public static Word<List<Fault>, Fault> Word<TFault, TValue>(
        string name, string about, Shape<TValue> shape, Func<TValue, Fault> make, Func<TFault, Option<TValue>> find, params string[] examples)
        where TFault : Fault => new Word<List<Fault>, Fault, TValue>(
            name, about, shape, (faults, value) => faults.Add(make(value)), fault => fault is TFault own ? find(own) : default, examples);

    /// <summary>A fault that is said without its setting too, as <c>{}</c>.</summary>
    /// <param name="name">The key, which is the fault's name.</param>
    /// <param name="about">What it does, in one sentence.</param>
    /// <param name="shape">What its value may be.</param>
    /// <param name="make">The call of C#.</param>
    /// <param name="find">The value in the fault.</param>
    /// <param name="otherwise">The fault without its setting.</param>
    /// <param name="examples">Values in JSON.</param>
    public static Word<List<Fault>, Fault> Word<TFault, TValue>(
        string name, string about, Shape<TValue> shape, Func<TValue, Fault> make, Func<TFault, TValue> find, Fault otherwise, params string[] examples)
        where TFault : Fault =>
        Word(name, about, Shape.OrEmpty(shape, find((TFault)otherwise)), make, (TFault fault) => new Option<TValue>(find(fault)), ["{}", .. examples]);

    /// <summary>A fault that has no settings.</summary>
    public static Word<List<Fault>, Fault> Word<TFault>(string name, string about, Func<Fault> make)
        where TFault : Fault => Word(name, about, Shape.Nothing, _ => make(), (TFault _) => default(ValueTuple), "{}");
}
