using System.Collections.Concurrent;
using MockWs.Behaviours.Actions;
using MockWs.Wire;

namespace MockWs.Sessions;

/// <summary>What the sessions of a server share: each other, named states, and chance. Safe for concurrent use.</summary>
internal sealed class SessionHub(int seed, Action progress)
{
    private readonly ConcurrentDictionary<int, Session> _sessions = new();
    private readonly ConcurrentDictionary<string, string> _state = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(BroadcastScope Scope, Session From, ReadOnlyMemory<byte> Text)> _broadcasts = new();
    private int _isBroadcasting;

    /// <summary>The named states of the server.</summary>
    public IReadOnlyDictionary<string, string> State => _state;

    /// <summary>Whether a broadcast is on its way.</summary>
    public bool IsBroadcasting => Volatile.Read(ref _isBroadcasting) != 0 || !_broadcasts.IsEmpty;

    /// <summary>
    /// Random numbers for one connection: the same from run to run, whatever the other connections draw in between. Each call begins them anew.
    /// </summary>
    /// <param name="connection">Its number.</param>
    public Random RandomOf(int connection) => new SharedRandom(unchecked((seed * 31) + connection));

    /// <summary>Called when something may have become idle.</summary>
    public Action Progress { get; } = progress;

    /// <summary>Names a state of the server.</summary>
    public void SetState(string name, string value) => _state[name] = value;

    /// <summary>Forgets all states.</summary>
    public void Reset() => _state.Clear();

    public void Add(Session session) => _sessions[session.Id] = session;

    public void Remove(Session session) => _sessions.TryRemove(session.Id, out _);

    /// <summary>
    /// Sends a text to others. It is done by a thread of its own, one broadcast after the other: the caller holds its session's lock, and
    /// two sessions that broadcast to each other must not wait for each other.
    /// </summary>
    public void Broadcast(BroadcastScope scope, Session from, ReadOnlyMemory<byte> text)
    {
        _broadcasts.Enqueue((scope, from, text));
        if (Interlocked.Exchange(ref _isBroadcasting, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => SendBroadcasts(), null);
        }
    }

    private void SendBroadcasts()
    {
        do
        {
            while (_broadcasts.TryDequeue(out var broadcast))
            {
                foreach (var session in _sessions.Values.Where(session => Hears(session, broadcast.Scope, broadcast.From)).OrderBy(session => session.Id))
                {
                    _ = session.SendAsync(Opcode.Text, broadcast.Text);
                }
            }

            Volatile.Write(ref _isBroadcasting, 0);
        }
        while (!_broadcasts.IsEmpty && Interlocked.Exchange(ref _isBroadcasting, 1) == 0);

        Progress();
    }

    private static bool Hears(Session session, BroadcastScope scope, Session from) =>
        session != from
        && (!scope.IsSamePath || session.Path == from.Path)
        && (scope.Path is null || scope.Path.Match(session.Path) is not null);
}
