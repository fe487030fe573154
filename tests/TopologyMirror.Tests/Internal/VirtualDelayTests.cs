using TopologyMirror.Internal;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Internal;

public sealed class VirtualDelayTests
{
    private readonly SimulationClock _clock = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void WaitAsync_TimerFires_ResumesInlineOnTheThreadThatFiresIt() => WithoutContext(() =>
    {
        int resumedOn = 0;
        Task task = WaitAndThenAsync(() => resumedOn = Environment.CurrentManagedThreadId, CancellationToken.None);

        task.IsCompleted.ShouldBeFalse();
        _clock.FireNext().ShouldBeTrue();

        // Completed when FireNext returns: nothing went to the pool.
        task.Status.ShouldBe(TaskStatus.RanToCompletion);
        resumedOn.ShouldBe(Environment.CurrentManagedThreadId);
        _clock.GetUtcNow().ShouldBe(DateTimeOffset.UnixEpoch.AddMinutes(1));
    });

    [Fact]
    public void WaitAsync_Cancelled_ResumesInlineOnTheThreadThatCancels() => WithoutContext(() =>
    {
        using var source = new CancellationTokenSource();
        int resumedOn = 0;
        Task task = WaitAndThenAsync(() => resumedOn = Environment.CurrentManagedThreadId, source.Token);

        source.Cancel();

        task.Status.ShouldBe(TaskStatus.Canceled);
        resumedOn.ShouldBe(Environment.CurrentManagedThreadId);
        Should.Throw<OperationCanceledException>(() => task.GetAwaiter().GetResult()).CancellationToken.ShouldBe(source.Token);

        // Its timer is gone with it.
        _clock.FireNext().ShouldBeFalse();
    });

    [Fact]
    public void WaitAsync_NothingToWaitFor_IsCompleted()
    {
        VirtualDelay.WaitAsync(_clock, TimeSpan.Zero, CancellationToken.None).IsCompletedSuccessfully.ShouldBeTrue();
        VirtualDelay.WaitAsync(_clock, TimeSpan.FromSeconds(-1), CancellationToken.None).IsCompletedSuccessfully.ShouldBeTrue();
        _clock.FireNext().ShouldBeFalse();
    }

    [Fact]
    public void WaitAsync_CancelledBefore_IsCancelledWithoutATimer()
    {
        VirtualDelay.WaitAsync(_clock, TimeSpan.FromMinutes(1), new CancellationToken(canceled: true)).IsCanceled.ShouldBeTrue();
        _clock.FireNext().ShouldBeFalse();
    }

    private static void WithoutContext(Action body)
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            body();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private async Task WaitAndThenAsync(Action then, CancellationToken cancellationToken)
    {
        try
        {
            await VirtualDelay.WaitAsync(_clock, TimeSpan.FromMinutes(1), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            then();
        }
    }
}
