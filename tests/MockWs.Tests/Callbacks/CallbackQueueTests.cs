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
        await entered.WaitAsync(TimeSpan.FromSeconds(20));
        Add(999);
        queue.WhenRoom().Should().BeNull();
        Add(2);

        var room = queue.WhenRoom();
        room!.IsCompleted.Should().BeFalse();
        queue.IsIdle.Should().BeFalse();
        go.Set();
        await room.WaitAsync(TimeSpan.FromSeconds(20));
        await rested.Task.WaitAsync(TimeSpan.FromSeconds(20));

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
}
