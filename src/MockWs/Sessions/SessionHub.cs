using System.Collections.Concurrent;
using MockWs.Behaviours;
using MockWs.Behaviours.Actions;
using MockWs.Callbacks;
using MockWs.Wire;

namespace MockWs.Sessions;

/// <summary>What the sessions of a server share: each other, named states, and chance. Safe for concurrent use.</summary>
internal sealed class SessionHub(int seed, Action progress)
{
    private readonly ConcurrentDictionary<int, Session> _sessions = new();
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _counters = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<BroadcastOrder> _broadcasts = new();
    private readonly ConcurrentDictionary<int, CallbackConnection> _callbacks = new();
    private int _isBroadcasting;
    private int _connectionsBefore;

    /// <summary>What the server remembers.</summary>
    public ServerState State => field ??= new ServerState(_names, _counters);

    /// <summary>What became of the connections' scripts.</summary>
    public ScriptLog Scripts { get; } = new();

    /// <summary>How often rules have answered that are expected to.</summary>
    public AnswerTally Answers { get; } = new();

    /// <summary>Whether a broadcast is on its way.</summary>
    public bool IsBroadcasting => Volatile.Read(ref _isBroadcasting) != 0 || !_broadcasts.IsEmpty;

    /// <summary>Where a send finds the entry that led to the callback that it is made in.</summary>
    public AsyncLocal<long> CallbackCause { get; } = new();

    /// <summary>The connections of which a callback runs or waits, the ended ones too.</summary>
    public IReadOnlyList<int> Calling => [.. _callbacks.Where(entry => !entry.Value.IsIdle).Select(entry => entry.Key).Order()];

    /// <summary>
    /// Random numbers for one connection: the same from run to run, whatever the other connections draw in between. Each call begins them anew.
    /// </summary>
    /// <param name="connection">Its number; negative for other chance than that of its actions.</param>
    public Random RandomOf(int connection) =>
        new SharedRandom(unchecked((seed * 31) + connection - (Math.Sign(connection) * Volatile.Read(ref _connectionsBefore))));

    /// <summary>Takes the next connection for the first.</summary>
    /// <param name="last">The number of the last one before.</param>
    public void BeginChance(int last) => Volatile.Write(ref _connectionsBefore, last);

    /// <summary>Called when something may have become idle.</summary>
    public Action Progress { get; } = progress;

    /// <summary>Names a state of the server.</summary>
    public void SetState(string name, string value) => _names[name] = value;

    /// <summary>Adds to a counter of the server.</summary>
    public void Count(string name, long by) => _counters.AddOrUpdate(name, by, (_, value) => value + by);

    /// <summary>Puts a counter of the server back to 0.</summary>
    public void ResetCounter(string name) => _counters.TryRemove(name, out _);

    /// <summary>Remembers other states and counters in the place of all there are.</summary>
    /// <param name="names">The states; null to leave them as they are.</param>
    /// <param name="counters">The counters; null to leave them as they are.</param>
    public void Replace(IEnumerable<KeyValuePair<string, string>>? names, IEnumerable<KeyValuePair<string, long>>? counters)
    {
        Replace(_names, names);
        Replace(_counters, counters?.Where(counter => counter.Value != 0));
    }

    /// <summary>Forgets all states and counters, what rules have answered, and the scripts of connections that have ended.</summary>
    public void Reset()
    {
        Scripts.Clear();
        Answers.Clear();
        _names.Clear();
        _counters.Clear();
    }

    public void Add(Session session) => _sessions[session.Id] = session;

    public void Remove(Session session) => _sessions.TryRemove(session.Id, out _);

    /// <summary>Knows a connection's callbacks until the last has returned.</summary>
    public void Add(int connection, CallbackConnection callbacks)
    {
        _callbacks[connection] = callbacks;
        _ = callbacks.Done.ContinueWith(_ => _callbacks.TryRemove(connection, out var _), TaskScheduler.Default);
    }

    /// <summary>Ends when the last callback of each connection has returned; of one that is open, after its end.</summary>
    public Task WhenCalled() => Task.WhenAll(_callbacks.Values.Select(callbacks => callbacks.Done));

    /// <summary>
    /// Sends a message to others. It is done by a thread of its own, one broadcast after the other: the caller holds its session's lock, and
    /// two sessions that broadcast to each other must not wait for each other.
    /// </summary>
    public void Broadcast(BroadcastScope scope, Session from, Opcode opcode, ReadOnlyMemory<byte> payload)
    {
        _broadcasts.Enqueue(new BroadcastOrder(scope, from, opcode, payload));
        if (Interlocked.Exchange(ref _isBroadcasting, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => SendBroadcasts(), null);
        }
    }

    private static void Replace<T>(ConcurrentDictionary<string, T> all, IEnumerable<KeyValuePair<string, T>>? others)
    {
        if (others is not null)
        {
            all.Clear();
            foreach (var (name, value) in others)
            {
                all[name] = value;
            }
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
                    session.Hear(broadcast.Opcode, broadcast.Payload, broadcast.Scope.Where);
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

    private readonly record struct BroadcastOrder(BroadcastScope Scope, Session From, Opcode Opcode, ReadOnlyMemory<byte> Payload);
}
