using System.Collections.Concurrent;
using System.Net.Security;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using MockWs.Behaviours;
using MockWs.Behaviours.Actions;
using MockWs.Faults;
using MockWs.Recording;
using MockWs.Sessions;
using MockWs.Transports;
using MockWs.Transports.Sockets;
using MockWs.Transports.Tls;

namespace MockWs;

/// <summary>What all clients of a server share, and the clients. Safe for concurrent use.</summary>
internal sealed class ServerCore(MockWsServerOptions options)
{
    /// <summary>How many ended connections wait for somebody who asks for the next one.</summary>
    private const int UnclaimedEnded = 1000;

    private readonly ConcurrentDictionary<int, ClientConnection> _clients = new();
    private readonly Lock _lock = new();
    private readonly Queue<MockWsConnection> _unclaimed = new();
    private readonly Lazy<SslStreamCertificateContext> _certificate = new(() => options.CertificateContext ?? ServerCertificate.ForLocalhost);
    private SessionSettings _settings = SettingsFrom(options);
    private SessionHub? _hub;
    private ServerPorts? _ports;
    private TaskCompletionSource? _changed;
    private long _unmatchedBefore;
    private long _errorsBefore;
    private int _lastId;
    private int _forgotten;
    private int _admitted;
    private bool _isStopping;

    public Journal Journal { get; } = new(options.Time, options.JournalLimit, options.JournalFile);

    /// <summary>How many messages no rule has answered, and how many errors there were, from the start or the last reset.</summary>
    public (long Unmatched, long Errors) Mishaps =>
        (Journal.Totals.Unmatched - Volatile.Read(ref _unmatchedBefore), Journal.Totals.Count(JournalEntryKind.Error) - Volatile.Read(ref _errorsBefore));

    /// <summary>How the next client is met.</summary>
    public SessionSettings Settings => Volatile.Read(ref _settings);

    /// <summary>What speaks WebSocket to the clients.</summary>
    public IBackend Backend => options.Backend;

    /// <summary>What the sessions share.</summary>
    public SessionHub Hub => LazyInitializer.EnsureInitialized(ref _hub, () => new SessionHub(options.Seed, Progress));

    /// <summary>Where the server listens.</summary>
    public ServerPorts Ports => LazyInitializer.EnsureInitialized(ref _ports, () => new ServerPorts(options.Time, Journal, DropClients));

    /// <summary>Made when it is first asked for, because making one takes time.</summary>
    public SslStreamCertificateContext Certificate => _certificate.Value;

    /// <summary>The clients whose handshake is done, in the order of their numbers.</summary>
    public IReadOnlyList<MockWsConnection> Connections =>
        [.. _clients.Values.Where(client => client.Session is not null).OrderBy(client => client.Id).Select(client => client.Public)];

    /// <summary>Takes a client in. It lives by itself from here.</summary>
    /// <returns>The life: ends with the client, never fails.</returns>
    public Task Accept(TransportConnection transport, bool isSecure) => Accept(Create(transport), Settings.Time.GetTimestamp(), isSecure);

    /// <summary>Gives a client its number. It does nothing yet.</summary>
    public ClientConnection Create(TransportConnection transport) => new(this, transport, Interlocked.Increment(ref _lastId));

    /// <summary>Has a client among those that are stopped with the server, until it is forgotten.</summary>
    public void Know(ClientConnection client)
    {
        _clients[client.Id] = client;

        // Who stops the server either finds the client here, or has said so already. Asked any later, a client that has been told to
        // leave in the meantime would lose its connection while it answers.
        if (Volatile.Read(ref _isStopping))
        {
            client.Abort();
        }
    }

    /// <summary>Lets go of a client.</summary>
    public void Forget(ClientConnection client)
    {
        _clients.TryRemove(client.Id, out _);
        Progress();
        client.EndLife();
    }

    /// <summary>Takes a client in that somebody else has accepted, and will let go of.</summary>
    /// <param name="connection">The client.</param>
    /// <param name="since">When it came, as a timestamp of the settings' clock.</param>
    /// <returns>The life: ends with the client, never fails.</returns>
    public async Task HostAsync(ConnectionContext connection, long since)
    {
        var meeting = connection.Features.Get<TlsMeeting>();
        var client = meeting?.Take() ?? Create(new SocketConnection(connection, isOwned: false));
        if (meeting is null && Settings.TlsFault is { } fault && connection.Features.Get<ITlsHandshakeFeature>() is not null)
        {
            client.RecordMisfit(
                $"{fault.Word} cannot happen here, because TLS is not this server's. Put UseHttps(server) in the place of the UseHttps before UseMockWs(server).");
        }

        var life = Accept(client, since, isSecure: false);
        var lifetime = connection.Features.Get<IConnectionLifetimeNotificationFeature>();
        using var leaving = lifetime?.ConnectionClosedRequested.Register(client.GoAway);
        await life.ConfigureAwait(false);
    }

    /// <summary>What is to go wrong with a client, of that which is bound to any path.</summary>
    public ConnectionFaults FaultsOf(SessionSettings settings, ConnectionRecorder recorder, Action abort)
    {
        // Chance is apart from that of actions: a fault more or less changes no delay.
        var faults = new ConnectionFaults(recorder, settings, Hub.RandomOf(-recorder.Id), abort, Ports, Progress);
        faults.IsNeededFor(settings.Faults, recorder.Id - Volatile.Read(ref _forgotten));
        return faults;
    }

    /// <summary>What the backend cannot do of actions that no endpoint has, a sentence each.</summary>
    public IReadOnlyList<string> Misfits(IReadOnlyList<MockAction> actions) =>
        [.. (Backend.Capabilities with { IsInMemory = !Ports.Any, HasTls = options.SpeaksTls }).Misfits(EndpointNeeds.Of(actions, "by hand"))];

    /// <summary>Lets a client in beside those that are connected.</summary>
    /// <returns>False if there are as many as there may be.</returns>
    public bool TryAdmit(SessionSettings settings)
    {
        if (Interlocked.Increment(ref _admitted) <= settings.ConnectionLimit)
        {
            return true;
        }

        Dismiss();
        return false;
    }

    /// <summary>Makes room for another client where one was admitted.</summary>
    public void Dismiss() => Interlocked.Decrement(ref _admitted);

    /// <summary>Says that a handshake is granted; the client does not know yet.</summary>
    public void Opened(ClientConnection client)
    {
        lock (_lock)
        {
            _unclaimed.Enqueue(client.Public);
            while (_unclaimed.Count > UnclaimedEnded && !_clients.ContainsKey(_unclaimed.Peek().Id))
            {
                _unclaimed.Dequeue();
            }
        }

        Progress();
    }

    /// <summary>Says that something may have become idle, open or closed.</summary>
    public void Progress()
    {
        if (Volatile.Read(ref _changed) is not null)
        {
            Interlocked.Exchange(ref _changed, null)?.TrySetResult();
        }
    }

    /// <summary>Waits until a question has an answer that is not null, asking again after each change.</summary>
    /// <exception cref="TimeoutException">There was none in time.</exception>
    public async Task<T> WaitForAsync<T>(Func<T?> ask, TimeSpan timeout, Func<string> failure, CancellationToken cancellation)
        where T : class
    {
        using var timer = new CancellationTokenSource(timeout, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        while (true)
        {
            var changed = NextChange();
            if (ask() is { } answer)
            {
                return answer;
            }

            try
            {
                await changed.WaitAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new TimeoutException(failure());
            }
        }
    }

    /// <summary>The connection that opened first of those that nobody has asked for; null if there is none.</summary>
    public MockWsConnection? ClaimConnection()
    {
        lock (_lock)
        {
            return _unclaimed.TryDequeue(out var connection) ? connection : null;
        }
    }

    /// <summary>What is still to be done, as a clause for people to read; null if all are idle.</summary>
    public string? DescribeBusy()
    {
        var busy = _clients.Values.Where(client => !client.IsIdle).Select(client => client.Id).Order().ToList();
        return busy.Count > 0 ? $"connection {string.Join(", ", busy)} has not been answered, or does not read" :
            Hub.IsBroadcasting ? "a broadcast is under way" :
            Hub.Calling is { Count: > 0 } calling ? $"a callback of connection {string.Join(", ", calling)} has not returned" :
            null;
    }

    /// <summary>1001 to every client, then the end: by themselves within the time, by force after it.</summary>
    /// <param name="isFinal">Whether clients that come later are dropped too.</param>
    public async Task EndClientsAsync(bool isFinal)
    {
        Volatile.Write(ref _isStopping, isFinal || _isStopping);
        var living = _clients.Values.ToList();
        living.ForEach(client => client.GoAway());
        var lives = Task.WhenAll(living.Select(client => client.Life));
        try
        {
            await Task.WhenAll(lives, Hub.WhenCalled()).WaitAsync(options.StopTimeout, TimeProvider.System).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            living.ForEach(client => client.Abort());
            await lives.ConfigureAwait(false);
        }
    }

    /// <summary>Meets the clients that come from now on in another way.</summary>
    public void Use(MockWsServerOptions other) => Volatile.Write(ref _settings, SettingsFrom(other));

    /// <summary>Forgets what happened and the connections that nobody has asked for, and counts from the beginning again.</summary>
    public void Reset()
    {
        var last = Volatile.Read(ref _lastId);
        Volatile.Write(ref _forgotten, last);
        Hub.BeginChance(last);
        lock (_lock)
        {
            _unclaimed.Clear();
        }

        Hub.Reset();
        Settings.Playbooks.Reset();
        Volatile.Write(ref _unmatchedBefore, Journal.Totals.Unmatched);
        Volatile.Write(ref _errorsBefore, Journal.Totals.Count(JournalEntryKind.Error));
        Journal.Clear();
    }

    private static SessionSettings SettingsFrom(MockWsServerOptions options) => new()
    {
        Time = options.Time,
        ConnectionLimit = options.ConnectionLimit,
        MessageLimit = options.MessageLimit,
        OutboxLimit = options.OutboxLimit,
        HeadLimit = options.HeadLimit,
        HandshakeTimeout = options.HandshakeTimeout,
        CloseTimeout = options.CloseTimeout,
        ExpectTimeout = options.ExpectTimeout,
        KeepAliveInterval = options.KeepAliveInterval,
        Deflate = new(
            options.Compression && options.Backend.Capabilities.Has.HasFlag(Capabilities.Compression),
            options.ServerNoContextTakeover, options.ClientNoContextTakeover),
        Subprotocols = [.. options.Subprotocols],
        GivesWay = !SocketListener.CompletesInline,
        Faults = [.. options.Faults.Where(bound => !bound.IsAtStart)],
        Misbehaves = options.Faults.Any(bound => !bound.IsAtStart) || options.Endpoints.Any(endpoint => endpoint.Faults.Count > 0),
        Playbooks = new PlaybookShelf(
            options.Endpoints, endpoint => new Playbook(endpoint, options.Unmatched, options.AutomaticPong, options.CloseEcho)),
    };

    /// <summary>Ends every connection the hard way, on a thread of its own: who asks for it may hold the lock of one.</summary>
    private void DropClients()
    {
        var living = _clients.Values.ToList();
        ThreadPool.UnsafeQueueUserWorkItem(_ => living.ForEach(client => client.Abort()), null);
    }

    private Task Accept(ClientConnection client, long since, bool isSecure)
    {
        Know(client);
        _ = LiveAsync(client, since, isSecure);
        return client.Life;
    }

    private async Task LiveAsync(ClientConnection client, long since, bool isSecure)
    {
        await client.RunAsync(since, isSecure).ConfigureAwait(false);
        Forget(client);
    }

    private Task NextChange()
    {
        while (true)
        {
            if (Volatile.Read(ref _changed) is { } waiting)
            {
                return waiting.Task;
            }

            var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Interlocked.CompareExchange(ref _changed, fresh, null) is null)
            {
                return fresh.Task;
            }
        }
    }
}
