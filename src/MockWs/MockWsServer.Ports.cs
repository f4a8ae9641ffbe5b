using MockWs.Faults;
using MockWs.Transports.Sockets;

namespace MockWs;

/// <content>The ports of the server, paused, closed and opened by hand. All of them together; those that are connected do not feel it.</content>
public sealed partial class MockWsServer
{
    /// <summary>Accepts nobody, as <see cref="Faults.Fault.PausePort"/> does: clients connect, and nothing is read.</summary>
    /// <param name="time">For how long, by the server's clock; until <see cref="OpenPortAsync"/> if left out.</param>
    /// <exception cref="InvalidOperationException">The server is in memory, and has no port.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time is not more than none.</exception>
    public Task PausePortAsync(TimeSpan? time = null) => DoAsync(new PausePortFault(Checked(time)));

    /// <summary>
    /// Closes the ports, as <see cref="Faults.Fault.ClosePort"/> does: who connects is refused. The same ports are opened again. For a server that
    /// is started again, <see cref="MockWsConnection.Abort"/> ends each of <see cref="Connections"/> as well.
    /// </summary>
    /// <param name="time">For how long, by the server's clock; until <see cref="OpenPortAsync"/> if left out.</param>
    /// <exception cref="InvalidOperationException">The server is in memory, and has no port.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time is not more than none.</exception>
    public Task ClosePortAsync(TimeSpan? time = null) => DoAsync(new ClosePortFault(Checked(time)));

    /// <summary>Accepts clients again, on the same ports, whatever paused or closed them. Does nothing while they are open.</summary>
    /// <exception cref="InvalidOperationException">The server is in memory, and has no port.</exception>
    /// <exception cref="IOException">Another program took a port while it was closed; the message names it.</exception>
    public Task OpenPortAsync() => Ports.OpenAsync();

    /// <summary>The faults that happen at the server's start.</summary>
    private IReadOnlyList<FaultBinding> StartFaults => [.. _options.Faults.Where(bound => bound.IsAtStart)];

    /// <summary>The chance of the server itself, apart from that of its connections.</summary>
    private Random StartChance => _core.Hub.RandomOf(0);

    private ServerPorts Ports => _core.Ports.Any
        ? _core.Ports
        : throw new InvalidOperationException("This server is in memory and has no port. Let it listen: mock.ListenOn(\"ws://localhost:0\").");

    /// <summary>Takes the ports through which clients come; nobody has been accepted yet.</summary>
    internal Task BeginPortsAsync(IReadOnlyList<SocketListener> listeners) => _core.Ports.BeginAsync(listeners, StartFaults, StartChance);

    private static TimeSpan? Checked(TimeSpan? time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(time));
        return time;
    }

    private Task DoAsync(PortFault fault) => Ports.DoAsync(fault);
}
