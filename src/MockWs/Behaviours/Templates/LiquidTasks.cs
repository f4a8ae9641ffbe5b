namespace MockWs.Behaviours.Templates;

/// <summary>The engine is asynchronous for the sake of templates that read files; nothing here does.</summary>
internal static class LiquidTasks
{
    public static T Result<T>(this ValueTask<T> task) =>
        task.IsCompletedSuccessfully ? task.Result : task.AsTask().GetAwaiter().GetResult();
}
