using MockWs.Behaviours;
using MockWs.Behaviours.Actions;
using MockWs.Behaviours.Templates;
using MockWs.Recording;

namespace MockWs.Sessions;

/// <summary>Carries out the actions that change what is remembered. Used under the session's lock.</summary>
internal sealed class StateActions(Session session, ConnectionRecorder recorder, SessionHub hub)
{
    public void Carry(SilentAction action, TemplateScope scope, Cause cause)
    {
        var state = session.State;
        switch (action)
        {
            case SetState { OfServer: true } set:
                hub.SetState(set.Name, set.Value.Render(scope));
                break;
            case SetState set:
                session.State = state with { Names = state.Names.SetItem(set.Name, set.Value.Render(scope)) };
                break;
            case Count count when ServerState.IsNameOfServer(count.Name, out var name):
                hub.Count(name, count.By);
                break;
            case Count count:
                session.State = state with { Counters = state.Counters.SetItem(count.Name, state.Counters.GetValueOrDefault(count.Name) + count.By) };
                break;
            case ResetCounter reset when ServerState.IsNameOfServer(reset.Name, out var name):
                hub.ResetCounter(name);
                break;
            case ResetCounter reset:
                session.State = state with { Counters = state.Counters.Remove(reset.Name) };
                break;
            case Capture capture:
                var value = capture.From.Take(cause.Message ?? Message.Nothing, scope);
                session.State = state with { Captured = state.Captured.SetItem(capture.Name, value) };
                break;
            case Log log:
                recorder.Decided(log.Text.Render(scope), cause.Sequence);
                break;
            case RecordError error:
                recorder.Error(error.Text, cause.Sequence);
                break;
            default:
                throw new InvalidOperationException($"There is nothing here that carries out {action.GetType().Name}.");
        }
    }
}
