using System.CommandLine;
using MockWs.Language;

namespace MockWs.Server.Commands;

/// <summary><c>mockws schema</c>: prints the JSON Schema of scenarios, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var command = new Command("schema", "Print the JSON Schema of scenarios. Editors complete and check a scenario that names it as \"$schema\".");
        command.SetAction(async (_, cancellation) => await Console.Out.WriteAsync(ScenarioFormat.Schema().AsMemory(), cancellation));
        return command;
    }
}
