using MockWs.Behaviours.Actions;
using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;

namespace MockWs.Language;

/// <summary>The actions of a scenario, each an object with one key: <c>{ "send": "hello" }</c>.</summary>
internal static class ActionWords
{
    // Made when it is first asked for: the words contain lists of actions themselves, whichever of their classes is used first.
    private static readonly Lazy<Vocabulary<ActionsBuilder, MockAction>> Vocabulary = new(() => new(
        "action",
        "One thing that the server does: an object with one key.",
        [.. SendWords.All, .. TimeWords.All, .. ConnectionWords.All, .. StateWords.All]));

    /// <summary>A list of actions.</summary>
    public static Shape<IReadOnlyList<MockAction>> List { get; } =
        new ListOfWords<ActionsBuilder, MockAction>(() => All, ActionsBuilder.Build, "an action");

    public static Vocabulary<ActionsBuilder, MockAction> All => Vocabulary.Value;

    /// <summary>An action.</summary>
    /// <param name="name">The key.</param>
    /// <param name="about">What it does, in one sentence.</param>
    /// <param name="shape">What its value may be.</param>
    /// <param name="say">The calls of the builder.</param>
    /// <param name="find">The value in the record that the builder makes; none if another word says it.</param>
    /// <param name="examples">Values in JSON, in which together each member of the shape occurs.</param>
    public static Word<ActionsBuilder, MockAction> Action<TAction, TValue>(
        string name, string about, Shape<TValue> shape, Action<ActionsBuilder, TValue> say, Func<TAction, Option<TValue>> find, params string[] examples)
        where TAction : MockAction =>
        new Word<ActionsBuilder, MockAction, TValue>(name, about, shape, say, model => model is TAction action ? find(action) : default, examples);
}
