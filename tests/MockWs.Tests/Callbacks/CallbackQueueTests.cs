using MockWs.Callbacks;

namespace MockWs.Tests.Callbacks;

[CancelAfter(20_000)]
public class CallbackQueueTests
{
    [Test]
    public async Task A_thousand_that_wait_are_enough_until_they_have_run()
    {
        using var go = new ManualResetEventSlim();
        using var entered = new SemaphoreSlim(0);
        var rested = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ran = 0;
        var queue = new CallbackQueue(new AsyncLocal<long>(), (_, _) => { }, rested.SetResult);
        queue.Add("first", 0, () =>
        {
            entered.Release();
            go.Wait();
        });
        await entered.WaitAsync();
        Add(999);
        queue.WhenRoom().Should().BeNull();
        Add(2);

        var room = queue.WhenRoom();
        room!.IsCompleted.Should().BeFalse();
        queue.IsIdle.Should().BeFalse();
        go.Set();
        await room;
        await rested.Task;

        queue.WhenRoom().Should().BeNull();
        ran.Should().Be(1001);
        queue.IsIdle.Should().BeTrue();

        void Add(int count)
        {
            for (var i = 0; i < count; i++)
            {
                queue.Add("next", 0, () => ran++);
            }
        }
    }

    [Test]
    public async Task Nobody_waits_for_room_once_the_client_is_gone()
    {
        using var go = new ManualResetEventSlim();
        var rested = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var queue = new CallbackQueue(new AsyncLocal<long>(), (_, _) => { }, rested.SetResult);
        for (var i = 0; i < 1002; i++)
        {
            queue.Add("blocks", 0, go.Wait);
        }

        var room = queue.WhenRoom();
        queue.LetGo();

        await room!;
        queue.WhenRoom().Should().BeNull();
        go.Set();
        await rested.Task;
    }
}
