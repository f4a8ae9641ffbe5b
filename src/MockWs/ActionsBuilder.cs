using MockWs.Behaviours;
using MockWs.Behaviours.Actions;

namespace MockWs;

/// <summary>
/// Says what is done, in order. Texts are templates: <c>{{message.text}}</c>, <c>{{path.room}}</c> and so on. Every method returns the
/// builder. Not safe for concurrent use.
/// </summary>
public sealed class ActionsBuilder : ActionsBuilder<ActionsBuilder>
{
    private readonly List<MockAction> _actions = [];

    internal ActionsBuilder()
    {
    }

    private protected override ActionsBuilder Self => this;

    internal static ValueList<MockAction> Build(Action<ActionsBuilder> then)
    {
        ArgumentNullException.ThrowIfNull(then);
        var builder = new ActionsBuilder();
        then(builder);
        return builder.Build();
    }

    internal ValueList<MockAction> Build() => [.. _actions];

    internal void Add(IReadOnlyList<MockAction> actions) => _actions.AddRange(actions);

    private protected override void Append(MockAction action) => _actions.Add(action);
}
