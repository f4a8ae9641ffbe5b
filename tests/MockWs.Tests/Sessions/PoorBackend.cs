using MockWs.Faults;
using MockWs.Sessions;

namespace MockWs.Tests.Sessions;

/// <summary>A backend that can do no more than it says, and speaks to nobody.</summary>
internal sealed class PoorBackend(Capabilities has) : IBackend
{
    public LinkCapabilities Capabilities { get; } = new("poor", has);

    public IConversation Begin(ConversationStart start) => throw new NotSupportedException();
}
