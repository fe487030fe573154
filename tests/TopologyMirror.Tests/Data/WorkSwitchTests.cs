using TopologyMirror.Data;
using TopologyMirror.Simulation;
using TopologyMirror.Tests.Routing;

namespace TopologyMirror.Tests.Data;

public sealed class WorkSwitchTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly SimulationWorld _world = new(1, TestWorld.Noon);
    private readonly List<string> _story = [];

    [Fact]
    public void Switch_New_IsPassiveAndStaysSo()
    {
        using WorkSwitch work = New();
        _world.Run(() => work.PassivateAsync(CancellationToken.None));
        (work.State, work.IsWanted, work.LeaseUntil, work.Fault).ShouldBe((WorkSwitchState.Passive, false, null, null));
        _story.ShouldBeEmpty();
    }

    [Fact]
    public void ActivateAsync_StartsInOrderAndPassivateStopsInReverse()
    {
        using WorkSwitch work = New("a", "b");
        _world.Run(async () =>
        {
            Task active = work.ActivateAsync(CancellationToken.None);
            work.State.ShouldBe(WorkSwitchState.Starting);
            await active;
            (work.State, work.LeaseUntil).ShouldBe((WorkSwitchState.Active, TestWorld.Noon + Lease));
            await work.ActivateAsync(CancellationToken.None);
            Task passive = work.PassivateAsync(CancellationToken.None);
            work.State.ShouldBe(WorkSwitchState.Stopping);
            await passive;
        });
        work.State.ShouldBe(WorkSwitchState.Passive);
        _story.ShouldBe(["start a", "start b", "stop b", "stop a"]);
    }

    [Fact]
    public void Lease_NotRenewed_StopsTheWorkByItself()
    {
        using WorkSwitch work = New("a");
        _world.Run(async () =>
        {
            await work.ActivateAsync(CancellationToken.None);
            await _world.WaitUntilAsync(_world.Now + TimeSpan.FromSeconds(20));
            work.Renew();
            await _world.WaitUntilAsync(_world.Now + TimeSpan.FromSeconds(29));
            work.State.ShouldBe(WorkSwitchState.Active);
            await _world.WaitUntilAsync(_world.Now + TimeSpan.FromSeconds(4));
            work.State.ShouldBe(WorkSwitchState.Passive);
            work.Fault.ShouldBe("The lease of the work was not renewed within 00:00:30.");
            work.Renew();
            work.LeaseUntil.ShouldBeNull();
            await work.ActivateAsync(CancellationToken.None);
        });
        (work.State, work.Fault).ShouldBe((WorkSwitchState.Active, null));
    }

    [Fact]
    public void ActivateAsync_OneDoesNotStart_StopsWhatDidAndSaysSo()
    {
        using WorkSwitch work = New("a");
        work.Add("bad", _ => throw new InvalidOperationException("no disk"), _ => Say("stop bad"));
        _world.Run(() => work.ActivateAsync(CancellationToken.None));
        (work.State, work.IsWanted, work.Fault).ShouldBe((WorkSwitchState.Passive, false, "bad did not start: no disk"));
        _story.ShouldBe(["start a", "stop bad", "stop a"]);
    }

    [Fact]
    public void PassivateAsync_WorkThatDoesNotStop_IsNotCalledStopped()
    {
        var end = new TaskCompletionSource();
        using WorkSwitch work = New();
        bool told = false;
        work.Add("stuck", _ => Task.CompletedTask, token =>
        {
            token.Register(() => told = true);
            return end.Task;
        });
        _world.Run(async () =>
        {
            await work.ActivateAsync(CancellationToken.None);
            await work.PassivateAsync(CancellationToken.None);
            _world.Now.ShouldBe(TestWorld.Noon + TimeSpan.FromSeconds(10));
            (work.State, told, work.Fault).ShouldBe((WorkSwitchState.Stopping, true, "The work has not stopped within 00:00:10."));

            // An activation meanwhile waits for the end as well.
            work.RequestActive();
            work.State.ShouldBe(WorkSwitchState.Stopping);
            end.SetResult();
        });
        work.State.ShouldBe(WorkSwitchState.Active);
    }

    [Fact]
    public void PassivateAsync_StopThrows_IsAskedAgainWithTheNextRequest()
    {
        int stops = 0;
        using WorkSwitch work = New();
        work.Add("shy", _ => Task.CompletedTask, _ => ++stops == 1 ? throw new InvalidOperationException("busy") : Task.CompletedTask);
        _world.Run(async () =>
        {
            await work.ActivateAsync(CancellationToken.None);
            await work.PassivateAsync(CancellationToken.None);
            (work.State, work.Fault).ShouldBe((WorkSwitchState.Stopping, "shy did not stop: busy"));
            await work.PassivateAsync(CancellationToken.None);
        });
        (work.State, stops).ShouldBe((WorkSwitchState.Passive, 2));
    }

    [Fact]
    public void Fail_WhileItWorks_StopsItAndSaysWhy()
    {
        using WorkSwitch work = New("a");
        _world.Run(async () =>
        {
            await work.ActivateAsync(CancellationToken.None);
            work.Fail("a broke off");
            await work.PassivateAsync(CancellationToken.None);
        });
        (work.State, work.Fault).ShouldBe((WorkSwitchState.Passive, "a broke off"));
    }

    private WorkSwitch New(params string[] names)
    {
        var work = new WorkSwitch(_world.Time, Lease, TimeSpan.FromSeconds(10));
        Array.ForEach(names, n => work.Add(n, _ => Say($"start {n}"), _ => Say($"stop {n}")));
        return work;
    }

    private async Task Say(string what)
    {
        await _world.WaitUntilAsync(_world.Now + TimeSpan.FromSeconds(1));
        _story.Add(what);
    }
}
