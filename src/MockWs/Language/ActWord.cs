using System.Text.Json.Nodes;
using MockWs.Behaviours.Actions;
using MockWs.Behaviours.Scripts;
using MockWs.Configuration;
using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;

namespace MockWs.Language;

/// <summary>An action as a step of a script.</summary>
/// <param name="action">The word of the action.</param>
internal sealed class ActWord(Word<ActionsBuilder, MockAction> action)
    : Word<ScriptBuilder, ScriptStep>(action.Name, action.About, action.Shape, action.Examples)
{
    public override void Say(ScenarioNode node, ScriptBuilder builder) =>
        builder.Add([.. ActionsBuilder.Build(then => action.Say(node, then)).Select(said => new ActStep(said))]);

    public override bool CanWrite(ScriptStep model) => model is ActStep step && action.CanWrite(step.Action);

    public override void Write(ScenarioWriter writer, ScriptStep model)
    {
        if (model is ActStep step)
        {
            action.Write(writer, step.Action);
        }
    }

    /// <summary>Refers to the action, which is described once.</summary>
    public override JsonObject Describe(SchemaBook schemas) =>
        new() { ["$ref"] = $"{ActionWords.All.Describe(schemas)["$ref"]}/properties/{Name}" };
}
