using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TopologyMirror.Data;
using TopologyMirror.Durability;
using TopologyMirror.Hosting;
using TopologyMirror.Simulation;
using TopologyMirror.Tests.Routing;

namespace TopologyMirror.Tests.Hosting;

public sealed class MirroredHostedServiceTests
{
    private readonly SimulationWorld _world = new(1, TestWorld.Noon);
    private readonly Diary _diary = new();

    private IHost Host<T>()
        where T : class, IHostedService
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(_world.Time).AddSingleton(_world).AddSingleton(_diary);
        builder.Services.AddMirroredHostedService<T>(o => o.LeaseDuration = TimeSpan.FromMinutes(3));
        return builder.Build();
    }

    [Fact]
    public void Host_Starts_LeavesTheWorkAlone()
    {
        using IHost host = Host<Mailer>();
        _world.Run(async () =>
        {
            await host.StartAsync(CancellationToken.None);
            await _world.WaitUntilAsync(_world.Now + TimeSpan.FromMinutes(5));
            host.Services.GetRequiredService<IWorkOwnership>().State.ShouldBe(WorkSwitchState.Passive);
            await host.StopAsync(CancellationToken.None);
        });
        _diary.Entries.ShouldBeEmpty();
    }

    [Fact]
    public void Gate_MovesWorkBetweenTwoHosts_EachActivationIsNew()
    {
        using IHost one = Host<Mailer>();
        using IHost two = Host<Mailer>();
        var gate = new WorkSwitchGate(TestWorld.Shop, _world.Time);
        gate.Add(TestWorld.Id("one"), TestWorld.Web, one.Services.GetRequiredService<WorkSwitch>());
        gate.Add(TestWorld.Id("two"), TestWorld.Web, two.Services.GetRequiredService<WorkSwitch>());
        _world.Run(async () =>
        {
            await one.StartAsync(CancellationToken.None);
            await two.StartAsync(CancellationToken.None);
            await SetAsync(gate, 1, active: true, "one");
            InstanceWork starting = (await ObserveAsync(gate)).Find(TestWorld.Id("one"))!;
            (starting.IsActive, starting.PendingActive).ShouldBe((false, true));
            await PassAsync(5);
            (await ObserveAsync(gate)).Instances.Select(i => i.IsActive).ShouldBe([true, false]);

            await SetAsync(gate, 2, active: false, "one");
            InstanceWork stopping = (await ObserveAsync(gate)).Find(TestWorld.Id("one"))!;
            (stopping.IsActive, stopping.PendingActive, stopping.MayWork).ShouldBe((true, false, true));
            await PassAsync(5);
            await SetAsync(gate, 3, active: true, "two");
            await PassAsync(5);
            await SetAsync(gate, 4, active: true, "one");
            await PassAsync(5);
            await one.StopAsync(CancellationToken.None);
            await two.StopAsync(CancellationToken.None);
        });
        _diary.Entries.ShouldBe(["1 starts", "1 stops", "1 gone", "2 starts", "3 starts", "3 stops", "3 gone", "2 stops", "2 gone"]);
    }

    [Fact]
    public void Gate_NotSeenForTheLease_StopsByItself()
    {
        using IHost host = Host<Mailer>();
        var gate = new WorkSwitchGate(TestWorld.Shop, _world.Time);
        gate.Add(TestWorld.Id("one"), TestWorld.Web, host.Services.GetRequiredService<WorkSwitch>());
        _world.Run(async () =>
        {
            await host.StartAsync(CancellationToken.None);
            await SetAsync(gate, 1, active: true, "one");
            for (int i = 0; i < 5; i++)
            {
                await PassAsync(60);
                (await ObserveAsync(gate)).Find(TestWorld.Id("one"))!.LeaseUntil.ShouldBe(_world.Now + TimeSpan.FromMinutes(3));
            }

            await PassAsync(179);
            host.Services.GetRequiredService<IWorkOwnership>().State.ShouldBe(WorkSwitchState.Active);
            await PassAsync(4);
            host.Services.GetRequiredService<IWorkOwnership>().State.ShouldBe(WorkSwitchState.Passive);
            (await ObserveAsync(gate)).Find(TestWorld.Id("one"))!.Fault.ShouldBe("The lease of the work was not renewed within 00:03:00.");
            await host.StopAsync(CancellationToken.None);
        });
        _diary.Entries.ShouldBe(["1 starts", "1 stops", "1 gone"]);
    }

    [Fact]
    public void Gate_EpochOfAnEarlierOwner_IsRefused()
    {
        using IHost host = Host<Mailer>();
        var gate = new WorkSwitchGate(TestWorld.Shop, _world.Time);
        gate.Add(TestWorld.Id("one"), TestWorld.Web, host.Services.GetRequiredService<WorkSwitch>());
        _world.Run(async () =>
        {
            await SetAsync(gate, 1, active: false, "one");
            var stale = new WorkArguments(new EffectKey(TestWorld.Shop, new RunId(1), 2, 1), new Epoch(4), [TestWorld.Id("one")], true);
            (await Record.ExceptionAsync(async () => await gate.SetAsync(stale, CancellationToken.None))).ShouldBeOfType<StaleEpochException>();
        });
        _diary.Entries.ShouldBeEmpty();
    }

    [Fact]
    public void Activate_TheWorkDoesNotStart_IsToldAsState()
    {
        using IHost host = Host<Broken>();
        _world.Run(async () =>
        {
            await host.StartAsync(CancellationToken.None);
            WorkSwitch work = host.Services.GetRequiredService<WorkSwitch>();
            await work.ActivateAsync(CancellationToken.None);
            (work.State, work.Fault).ShouldBe((WorkSwitchState.Passive, "Broken did not start: no mail server"));
            await host.StopAsync(CancellationToken.None);
        });
    }

    /// <summary>A background service runs on the pool: this one is watched by its own signals, not by virtual time.</summary>
    [Fact]
    public async Task Activate_BackgroundServiceBreaksOff_IsToldAsState()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        using IHost host = Host<Breaking>();
        await host.StartAsync(token);
        WorkSwitch work = host.Services.GetRequiredService<WorkSwitch>();
        await work.ActivateAsync(token);
        await _diary.Ended.Task.WaitAsync(token);
        await work.PassivateAsync(token);
        await host.StopAsync(token);
        work.State.ShouldBe(WorkSwitchState.Passive);
        _diary.Entries.ShouldBe(["breaks"]);
    }

    private Task PassAsync(int seconds) => _world.WaitUntilAsync(_world.Now + TimeSpan.FromSeconds(seconds));

    private static ValueTask<WorkSnapshot> ObserveAsync(WorkSwitchGate gate) => gate.ObserveAsync(TestWorld.Shop, CancellationToken.None);

    private static ValueTask SetAsync(WorkSwitchGate gate, int step, bool active, string id) => gate.SetAsync(
        new WorkArguments(new EffectKey(TestWorld.Shop, new RunId(1), step, 1), new Epoch(5), [TestWorld.Id(id)], active) { Service = TestWorld.Web }, CancellationToken.None);

    private sealed class Diary
    {
        public List<string> Entries { get; } = [];

        public int Made { get; set; }

        public TaskCompletionSource Ended { get; } = new();
    }

    private sealed class Mailer(Diary diary, SimulationWorld world) : IHostedService, IDisposable
    {
        private readonly int _number = ++diary.Made;

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await world.WaitUntilAsync(world.Now + TimeSpan.FromSeconds(1), cancellationToken);
            diary.Entries.Add($"{_number} starts");
        }

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            await world.WaitUntilAsync(world.Now + TimeSpan.FromSeconds(2), cancellationToken);
            diary.Entries.Add($"{_number} stops");
        }

        public void Dispose() => diary.Entries.Add($"{_number} gone");
    }

    private sealed class Broken : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("no mail server");

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Breaking(Diary diary) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken)
        {
            diary.Entries.Add("breaks");
            diary.Ended.SetResult();
            throw new InvalidOperationException("out of paper");
        }
    }
}
