using MockWs.Sessions;

namespace MockWs.Fleck;

/// <summary>The package Fleck as a backend. Made by its name where a scenario asks for it, so that neither may change alone.</summary>
internal sealed class FleckBackend : IBackend
{
    /// <summary>
    /// Fleck refuses reserved bits, and with them compressed frames (RFC 7692 section 6). It hands messages over whole, and takes a control frame
    /// between two fragments for one of them.
    /// </summary>
    public LinkCapabilities Capabilities { get; } =
        new("fleck", Faults.Capabilities.All & ~Faults.Capabilities.Compression & ~Faults.Capabilities.ReceivedFrames);

    public IConversation Begin(ConversationStart start) => new FleckConversation(start);
}
