namespace MockWs.Sessions;

/// <summary>The scripts of a server's connections, those at their end too. Safe for concurrent use.</summary>
internal sealed class ScriptLog
{
    /// <summary>How many are kept: a server that runs for days must not grow with each client.</summary>
    private const int Kept = 10_000;

    private readonly Queue<ScriptProgress> _scripts = new();
    private readonly Lock _lock = new();

    /// <summary>All of them, in the order of their beginning.</summary>
    public IReadOnlyList<ScriptProgress> Snapshot()
    {
        lock (_lock)
        {
            return [.. _scripts];
        }
    }

    public void Add(ScriptProgress script)
    {
        lock (_lock)
        {
            _scripts.Enqueue(script);
            if (_scripts.Count > Kept)
            {
                _scripts.Dequeue();
            }
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _scripts.Clear();
        }
    }
}
