using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Propagation;
using TopologyMirror.Tests.Contracts;
using TopologyMirror.Tests.Pipeline;
using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Simulation;

/// <summary>The cluster as it is declared, and what its host publishes.</summary>
internal sealed partial class EverythingScenario
{
    /// <summary>A controller begins; after a death its successor bears its name, since nobody is left to renew a dead one's lease, but here its timers are.</summary>
    private void Start()
    {
        _process = new EverythingProcess(_world.Store, _cluster.SyntheticLoad, _ => !IsMended && _dice.Chance(_has.Crashes), () => _dice.Chance(0.5));
        _builder = Builder(_process);
        _changes.ForEach(c => c(_builder));
        _process.Pipeline = _builder.Build();
    }

    private MirrorPipelineBuilder Builder(EverythingProcess process)
    {
        MirrorPipelineBuilder builder = new MirrorPipelineBuilder("shop").AddLoadMetric("rps").UseSimulation(_world).WithStandingCover()
            .UseStore(process, _world.Store, _world.Store).UseOwner("one").UseForecaster(new BlindForecaster()).RunAs(ControlMode.Automatic);
        foreach (ServiceName service in Services())
        {
            builder.AddService(service.Value, s => Declare(service, s));
        }

        builder.Configure(o =>
        {
            o.Shadow.LaunchTimeout = TimeSpan.FromMinutes(6);
            o.Switchover.Bake = TimeSpan.FromMinutes(3);
            o.Switchover.SlowStart = _has.SlowStart ? TimeSpan.FromSeconds(60) : TimeSpan.Zero;
            o.Switchover.SlowStartSteps = 2;
            o.Switchover.LagPatience = TimeSpan.FromMinutes(2);
            o.Propagation.ContractDelay = TimeSpan.FromMinutes(20);
            o.Validation.SyntheticLoad.Duration = TimeSpan.FromSeconds(20);
        });
        _ = _published is null ? builder : builder.UseConfiguration(_published, _cluster.Configuration);
        _ = _has.Wired ? builder.UseSimulatedWiring(_world) : builder;
        _ = _has.LoadTest ? builder.UseSyntheticLoad(process).OnInForce(p => _cluster.SyntheticLoad.Declare(p.Capacities)) : builder;
        return _has.Checks ? builder.AddValidation("user", (a, t) => CheckAsync(process, a, t), TimeSpan.FromSeconds(90)) : builder;
    }

    private void Declare(ServiceName service, ServiceOptions options)
    {
        options.LoadPerInstance = service == Jobs ? 20 : 10;
        options.WaveSize = _has.WaveSize;
        if (service == Web && _has.Tiers)
        {
            options.DependsOn.Add("db");
            options.DependsOn.Add("cache");
            options.Shares.Add("cache");
        }

        options.Work = service == Jobs ? WorkKind.Singleton : service == Web && _has.Queue ? WorkKind.Shared : WorkKind.None;
        if (_has.Data && service == DataHolder)
        {
            options.DataSets.Add("orders");
        }
    }

    private async ValueTask<ValidationFinding> CheckAsync(EverythingProcess process, ValidationArguments arguments, CancellationToken cancellationToken)
    {
        if (_has.Wired)
        {
            _cluster.Wiring.Probe(arguments.Instance.Id);
        }

        int outcome = IsMended ? 100 : _dice.Below(40);
        using var alive = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, process.Life);
        await _world.WaitUntilAsync(_world.Now + (outcome == 0 ? TimeSpan.FromDays(1) : _dice.Seconds(8)), alive.Token);
        return outcome switch
        {
            1 => throw new InvalidOperationException("The check breaks."),
            2 => ValidationFinding.Refused(arguments.Instance.Id, "queue depth", 12, 5, "messages", arguments.ObservedAt, null),
            3 or 4 => ValidationFinding.Refused(arguments.Instance.Id, "queue depth", 12, 5, "messages", arguments.ObservedAt, _world.Now.AddSeconds(30)),
            _ => ValidationFinding.Passed(arguments.Instance.Id),
        };
    }

    private CapturedRevision PublishFirst() => new(Publish("shop:1", static _ => { }), Revisions.Draft("shop:1", "shared", "shop:1").Blobs);

    private ConfigurationBundle Publish(string artifact, Action<BundleDraft> change)
    {
        (BundleDraft draft, SortedDictionary<BlobDigest, ReadOnlyMemory<byte>> blobs) = Revisions.Draft(artifact, "shared", artifact);
        change(draft);
        ValueTask<ConfigurationBundle> published = _published!.PublishAsync(_cluster.Name, draft, blobs, Services(), CancellationToken.None);
        return published.IsCompletedSuccessfully ? published.Result : throw new InvalidOperationException("Publishing waits for nobody.");
    }
}
