using System.Globalization;
using TopologyMirror.Data;
using TopologyMirror.Pipeline;
using TopologyMirror.Propagation;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;
using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Simulation;

/// <summary>What goes wrong before a tick.</summary>
internal sealed partial class EverythingScenario
{
    private readonly List<ConfigDigest> _bad = [];
    private ConfigDigest _desired;
    private bool _hasAborted;

    private void Disturb()
    {
        _cluster.CallFaults = (_, call) => call is "ReadDesired" || !_dice.Chance(_has.FailingCalls) ? SimulatedCallFault.None : (SimulatedCallFault)_dice.Between(1, 3);
        _cluster.Profile = _cluster.Profile with { LongestCall = TimeSpan.FromMilliseconds(_dice.Chance(0.05) ? 7_000 : 60) };
        for (int n = _dice.Below(3); n > 0; n--)
        {
            switch (_dice.Below(9))
            {
                case 0 or 1:
                    Release(isLast: false);
                    break;
                case 2 or 3:
                    Command();
                    break;
                case 4:
                    Break();
                    break;
                case 5:
                    Edit();
                    break;
                case 6 when _data is not null || _cluster.WorkGate is not null:
                    SpoilWorkOrData();
                    break;
                case 7 when _dice.Chance(0.4):
                    Reconfigure();
                    break;
                default:
                    break;
            }
        }
    }

    private void Command()
    {
        // The one that is there when the time has come: a controller may have died meanwhile.
        int command = _dice.Below(10);
        _world.Schedule(_dice.Seconds(50), () =>
        {
            ClusterOperator ann = _process.Pipeline!.Operator;
            OperatorReceipt receipt = command switch
            {
                0 => ann.Promote("ann", "at random"),
                1 => ann.Pause("ann", "at random"),
                2 or 3 => ann.Resume("ann", "at random"),
                4 => ann.Hold("ann", "at random"),
                5 or 6 => ann.Release("ann"),
                7 or 8 => ann.Abort("ann", "at random"),
                _ => ann.Rollback("ann", "at random"),
            };
            if (receipt.IsAccepted)
            {
                _did.Add($"{_tick} command {command}");
            }
        });
    }

    private void Release(bool isLast)
    {
        string artifact = string.Create(CultureInfo.InvariantCulture, $"shop:{++_revision}");
        ConfigDigest digest = _published is null
            ? new ConfigDigest(_revision.ToString("x64", CultureInfo.InvariantCulture))
            : Publish(artifact, draft => AddSteps(draft, artifact, isLast)).Digest;
        _cluster.Configuration.Desired = _published is null ? digest : _cluster.Configuration.Desired;
        _desired = digest;
        string bad = string.Empty;
        if (!isLast && _dice.Chance(0.4))
        {
            _bad.Add(digest);
            switch (_dice.Below(4))
            {
                case 0 when _signals.Count > 0:
                    _signals.ForEach(s => s.SetErrors(digest, 0.2));
                    bad = " errors";
                    break;
                case 1 when _signals.Count > 0:
                    _signals.ForEach(s => s.SetLatency(digest, TimeSpan.FromSeconds(1)));
                    bad = " latency";
                    break;
                case 2 when _has.LoadTest:
                    _cluster.SyntheticLoad.FailFor(digest, 0.5);
                    bad = " load";
                    break;
                default:
                    _cluster.Monitoring.FailWhenServing(digest, TimeSpan.FromSeconds(_dice.Between(30, 300)));
                    bad = " alarm";
                    break;
            }
        }

        _did.Add($"{_tick} release {digest.Abbreviated}{bad}{(isLast ? " last" : string.Empty)}");
    }

    private void AddSteps(BundleDraft draft, string artifact, bool isLast)
    {
        foreach (ExecutionStepKind kind in Enum.GetValues<ExecutionStepKind>().Where(_ => _dice.Chance(0.4)))
        {
            string id = $"{artifact.Replace(':', '-')}-{kind}".ToLowerInvariant();
            int outcome = isLast ? 100 : _dice.Below(12);
            draft.Steps.Add(new ExecutionStep { Id = id, Kind = kind, Service = _dice.Chance(0.5) ? Web : Services()[^1], Command = ["/bin/" + id], Timeout = TimeSpan.FromMinutes(1) });
            _cluster.Configuration.Steps.Set(id, (_, n) => IsMended ? new SimulatedStep() : outcome switch
            {
                0 => new SimulatedStep { ExitCode = 3 },
                1 => new SimulatedStep { Duration = null },
                2 when n == 1 => new SimulatedStep { Duration = null },
                _ => new SimulatedStep { Duration = TimeSpan.FromSeconds(5) },
            });
        }
    }

    private SimulatedInstance[] Spare() =>
        [.. _cluster.Fleet.Instances.Where(i => _data?.Writers.Contains(i.Id) != true && !WayBack().Contains(i.Id) && (!i.IsServing || _cluster.Serving(i.Service) > 2))];

    /// <summary>The instances whose data an open run may have to go back to: a writer that dies is the store's own matter.</summary>
    private IEnumerable<InstanceId> WayBack() =>
        (_world.Store.Read(_cluster.Name, 0).Aggregate(RunBook.Empty, static (b, r) => b.Apply(r)).Open?.Plan.Writers ?? []).SelectMany(w => w.To is { } to ? new[] { w.From, to } : [w.From]);

    /// <summary>
    /// What is held for an operator's decision gets one: a release that can neither go on nor back is aborted, and where the store has no way
    /// back, its operator moves the writer back by the store's own means.
    /// </summary>
    private void Operate()
    {
        ClusterStatus status = _process.Pipeline!.Status;
        if (_tick > MendedAt + 10 && _tick % 10 == 0 && status.OpenRun is { HoldReason: not null, Phase: not SwitchoverPhase.Unwind })
        {
            _did.Add($"{_tick} abort of what is held");
            _process.Pipeline.Operator.Abort("ann", "it is held");
            _hasAborted = true;
        }
        else if (_hasAborted && status.OpenRun is null)
        {
            _hasAborted = !_process.Pipeline.Operator.Resume("ann", "again").IsAccepted;
        }

        if (_tick > MendedAt + 3 && _data is not null && _process.Pipeline!.Status.OpenRun is { HoldReason: not null, Plan.Writers: [{ From: var from }, ..] } && _cluster.Fleet.Find(from) is not null)
        {
            _did.Add($"{_tick} writer back to {from}");
            _data.PlaceWriter(from);
        }
    }

    private void Break()
    {
        if (_dice.Pick(Spare()) is not { } instance)
        {
            return;
        }

        int how = _dice.Below(4);
        _did.Add($"{_tick} {(how switch { 0 => "lose", 1 => "forget", 2 => "corrupt", _ => "kill" })} {instance.Id}");
        switch (how)
        {
            case 0:
                _cluster.Fleet.Lose(instance.Id);
                break;
            case 1:
                _cluster.Routers[_dice.Below(_cluster.Routers.Count)].Forget(instance.Id);
                break;
            case 2:
                _cluster.Configuration.Corrupts = (_, _) => !IsMended && _dice.Chance(0.2);
                break;
            default:
                instance.Fail();
                break;
        }
    }

    private void Edit()
    {
        if (_dice.Pick(Spare().Where(i => i.State == InstanceState.Ready).ToArray()) is { } instance)
        {
            _did.Add($"{_tick} edit {instance.Id}");
            _cluster.Configuration.Edit(instance.Id);
        }
    }

    private void SpoilWorkOrData()
    {
        if (_data is not null && _dice.Chance(0.5))
        {
            string change = ((DataChange)_dice.Below(5)).ToString();
            _did.Add($"{_tick} store {change}");
            _cluster.Store!.Faults.Refuse(change, _dice.Between(1, 4));
            _cluster.Store.Faults.Forget(_dice.Pick(["Quiesce", "Fence", "Promote", "Reverse", "Release"])!, _dice.Below(3));
            if (_dice.Pick(Spare()) is { } slow)
            {
                _data.SetLag(slow.Id, _dice.Chance(0.3) ? null : TimeSpan.FromSeconds(8));
            }
        }
        else if (_cluster.WorkGate is { } gate)
        {
            _did.Add($"{_tick} gate");
            gate.Faults.Refuse(_dice.Chance(0.5) ? "Activate" : "Passivate", _dice.Between(1, 3));
            gate.Faults.Forget(_dice.Chance(0.5) ? "Activate" : "Passivate", _dice.Between(1, 3));
        }
    }

    private void Reconfigure()
    {
        int floor = _dice.Between(1, _has.Room is null ? 4 : 3);
        int cover = _has.Room is null ? _dice.Between(1, 2) : 1;
        void Change(MirrorPipelineBuilder b)
        {
            b.AddService("web", s => s.Floor = floor);
            b.Configure(o => o.Shadow.StandingCover = cover);
        }

        MirrorPipelineBuilder next = _builder.Copy();
        Change(next);
        PipelineParts parts = next.Revise(_builder, _process.Pipeline!.PartsToCome);
        if (_process.Pipeline.RevisionRefusal(parts) is null)
        {
            _did.Add($"{_tick} floor {floor} cover {cover}");
            _process.Pipeline.Revise(parts);
            _builder = next;
            _changes.Add(Change);
        }
    }

    /// <summary>Whatever was broken works from now on, whoever stopped the cluster lets it go on, and a good revision is published.</summary>
    private void Mend()
    {
        _cluster.CallFaults = static (_, _) => SimulatedCallFault.None;
        _cluster.Profile = _cluster.Profile with { LongestCall = TimeSpan.FromMilliseconds(60) };
        foreach (string call in new[] { "Quiesce", "Release", "Fence", "Promote", "Reverse", "Activate", "Passivate" })
        {
            _cluster.Store?.Faults.Refuse(call, 0);
            _cluster.Store?.Faults.Forget(call, 0);
            _cluster.WorkGate?.Faults.Refuse(call, 0);
            _cluster.WorkGate?.Faults.Forget(call, 0);
        }

        foreach (SimulatedInstance instance in _cluster.Fleet.Instances)
        {
            _data?.SetLag(instance.Id, TimeSpan.FromMilliseconds(500));
        }

        foreach (ConfigDigest digest in _bad)
        {
            _cluster.Monitoring.FailWhenServing(digest, TimeSpan.FromDays(1000));
            _cluster.SyntheticLoad.FailFor(digest, 0);
            _signals.ForEach(s => s.SetErrors(digest, 0));
            _signals.ForEach(s => s.SetLatency(digest, TimeSpan.FromMilliseconds(100)));
        }

        _process.Pipeline!.Operator.Resume("ann", "mended");
        _process.Pipeline.Operator.Release("ann", "mended");
        Release(isLast: true);
    }
}
