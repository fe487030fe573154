using TopologyMirror.Internal;
using TopologyMirror.Propagation;
using TopologyMirror.Safety;
using TopologyMirror.Topology;

namespace TopologyMirror.Simulation;

/// <summary>What instances do with configuration, and what they say of it.</summary>
public sealed partial class SimulatedConfiguration
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<InstanceId, InstanceReport>> ReadAsync(
        ClusterName cluster, IReadOnlyList<InstanceId> instances, CancellationToken cancellationToken) =>
        _cluster.Calls.AnswerAsync<IReadOnlyDictionary<InstanceId, InstanceReport>>(Port, "Read", () => Answers(instances), cancellationToken);

    /// <inheritdoc/>
    public ValueTask DeliverAsync(DeliverArguments arguments, CancellationToken cancellationToken) => EffectAsync(
        nameof(DeliverAsync), ProposedEffectKind.Deliver, arguments.Key, arguments.Epoch, arguments.Instance, instance => Deliver(instance, arguments), cancellationToken);

    /// <inheritdoc/>
    public ValueTask RunStepAsync(RunStepArguments arguments, CancellationToken cancellationToken) => EffectAsync(
        nameof(RunStepAsync),
        arguments.Step.Kind == ExecutionStepKind.SchemaContract ? ProposedEffectKind.RunContract : ProposedEffectKind.RunStep,
        arguments.Key,
        arguments.Epoch,
        arguments.Instance,
        instance => Begin(instance, arguments),
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask ActivateAsync(ActivateArguments arguments, CancellationToken cancellationToken) => EffectAsync(
        nameof(ActivateAsync), ProposedEffectKind.Activate, arguments.Key, arguments.Epoch, arguments.Instance, instance => Activate(instance, arguments), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<CapturedRevision> CaptureAsync(ClusterName cluster, InstanceId instance, CancellationToken cancellationToken) =>
        _cluster.Calls.AnswerAsync(Port, "Capture", () => Capture(instance), cancellationToken);

    private CapturedRevision Capture(InstanceId instance)
    {
        ConfigurationBundle bundle = Existing(instance).Content.Activated
            ?? throw new NotRetainedException(_cluster.Name, $"what instance '{instance}' was born with");
        var blobs = new SortedDictionary<BlobDigest, ReadOnlyMemory<byte>>();
        foreach (BlobDigest blob in bundle.Blobs.Where(_bytes.ContainsKey))
        {
            blobs[blob] = _bytes[blob];
        }

        return new CapturedRevision(bundle, blobs);
    }

    private SortedDictionary<InstanceId, InstanceReport> Answers(IReadOnlyList<InstanceId> instances)
    {
        var reports = new SortedDictionary<InstanceId, InstanceReport>();
        foreach (InstanceId id in instances)
        {
            if (_cluster.Fleet.Find(id) is { State: InstanceState.Ready } instance && !_cluster.Trouble.IsMute(id))
            {
                _cluster.Trouble.Reported(instance);
                reports[id] = instance.Content.Report(instance.InForce);
            }
        }

        return reports;
    }

    private async ValueTask EffectAsync(
        string method,
        ProposedEffectKind kind,
        EffectKey key,
        Epoch epoch,
        InstanceId instance,
        Action<SimulatedInstance> act,
        CancellationToken cancellationToken)
    {
        SimulatedCallFault fault = Faults(method, instance);
        await _cluster.Calls.AnswerAsync(Port, method, Take, [instance], null, cancellationToken).ConfigureAwait(false);
        if (fault is SimulatedCallFault.Hangs or SimulatedCallFault.LosesItsAnswer)
        {
            await VirtualDelay.WaitAsync(_cluster.World.Time, TimeSpan.FromDays(1000), cancellationToken).ConfigureAwait(false);
        }

        bool Take()
        {
            if (fault == SimulatedCallFault.Fails)
            {
                throw new InvalidTopologyException($"Instance '{instance}' does not take the call.");
            }

            if (fault == SimulatedCallFault.Hangs)
            {
                return false;
            }

            _cluster.Watch.Fence(Port, key, epoch);
            SimulatedInstance existing = Existing(instance);
            _cluster.Watch.Check(new ProposedEffect { Kind = kind, Key = key, Epoch = epoch, Instances = [instance] });
            if (existing.Content.Keys.Add(key.ToString()))
            {
                act(existing);
            }

            return true;
        }
    }

    private void Deliver(SimulatedInstance instance, DeliverArguments arguments)
    {
        SimulatedContent content = instance.Content;
        if (content.Delivering == arguments.Bundle.Digest)
        {
            return;
        }

        _cluster.Trouble.RefuseDelivery(instance.Id, arguments.Bundle.Digest);

        content.Delivering = arguments.Bundle.Digest;
        int delivery = ++content.Delivery;
        _cluster.Note(Port, $"delivering {arguments.Bundle.Digest.Abbreviated} to {instance.Id} with {arguments.Missing.Count} blobs ({arguments.Key})");
        _ = PullAsync(instance, arguments, delivery);
    }

    /// <summary>The delivery goes on after its call has been answered. Whatever goes wrong ends it, and the read-back tells.</summary>
    private async Task PullAsync(SimulatedInstance instance, DeliverArguments arguments, int delivery)
    {
        SimulatedContent content = instance.Content;
        try
        {
            await VirtualDelay.WaitAsync(
                _cluster.World.Time, _random.NextBetween(_cluster.Profile.ShortestDelivery, _cluster.Profile.LongestDelivery), CancellationToken.None).ConfigureAwait(false);
            foreach (BlobDigest blob in arguments.Missing)
            {
                ReadOnlyMemory<byte> bytes = await arguments.ReadBlob(blob, CancellationToken.None).ConfigureAwait(false);
                await VirtualDelay.WaitAsync(
                    _cluster.World.Time, TimeSpan.FromSeconds(bytes.Length / _cluster.Profile.DeliveryBandwidth), CancellationToken.None).ConfigureAwait(false);
                byte[] arrived = bytes.ToArray();
                if (arrived.Length > 0 && (Corrupts(instance.Id, blob) || _cluster.Trouble.ChangesBundle()))
                {
                    arrived[^1] ^= 1;
                }

                if (BlobDigest.Of(arrived) == blob && content.Delivery == delivery)
                {
                    content.Blobs.Add(blob);
                    _bytes[blob] = arrived;
                }
            }
        }
        catch (Exception e) when (!e.IsFatal())
        {
            _cluster.Note(Port, $"the delivery to {instance.Id} broke off: {e.GetType().Name}");
        }

        if (content.Delivery == delivery)
        {
            content.Delivering = null;
            content.Delivered = arguments.Bundle.Digest;
            content.Manifests[arguments.Bundle.Digest] = arguments.Bundle;
        }
    }

    private void Activate(SimulatedInstance instance, ActivateArguments arguments)
    {
        if (!instance.Content.Manifests.TryGetValue(arguments.Digest, out ConfigurationBundle? bundle) || !bundle.Blobs.All(instance.Content.Blobs.Contains))
        {
            throw new NotRetainedException(_cluster.Name, $"all of {arguments.Digest} on instance '{instance.Id}'");
        }

        _cluster.Trouble.RefuseActivation(instance.Id, arguments.Digest);
        _cluster.Note(Port, $"activating {arguments.Digest.Abbreviated} on {instance.Id} ({arguments.Key})");
        _cluster.World.Schedule(_cluster.Profile.Activation, () =>
        {
            if (instance.State == InstanceState.Ready)
            {
                Run(instance, bundle);
                instance.InForce = _cluster.Trouble.Mistake(instance.Id, bundle.Digest);
            }
        });
    }

    private void Begin(SimulatedInstance instance, RunStepArguments arguments)
    {
        string place = $"{arguments.Digest}/{arguments.Step.Id}";
        SimulatedContent content = instance.Content;
        if (content.Steps.TryGetValue(place, out StepReport? newest) && newest.State == StepState.Running)
        {
            return;
        }

        if (!content.Manifests.TryGetValue(arguments.Digest, out ConfigurationBundle? bundle))
        {
            throw new NotRetainedException(_cluster.Name, $"the manifest of {arguments.Digest} on instance '{instance.Id}'");
        }

        bool isTwice = _cluster.Trouble.Begins(arguments.Step, instance.Id);
        DateTimeOffset now = _cluster.World.Now;
        var report = new StepReport
        {
            Revision = arguments.Digest, Step = arguments.Step.Id, Key = arguments.Key.ToString(), State = StepState.Running, StartedAt = now,
        };
        content.Steps[place] = report;
        SimulatedStep step = Steps.Begin(new SimulatedExecution(arguments.Step.Id, instance.Id, now, report.Key));
        step = _cluster.Trouble.Spoil(arguments.Step, isTwice ? Steps.Begin(new SimulatedExecution(arguments.Step.Id, instance.Id, now, report.Key)) : step);
        _cluster.Note(Port, $"executing {arguments.Step.Id} on {instance.Id} ({arguments.Key})");
        bool isInTime = step.Duration is { } duration && duration < arguments.Step.Timeout;
        TimeSpan ends = isInTime ? step.Duration!.Value : arguments.Step.Timeout;
        _cluster.World.Schedule(ends, () =>
        {
            if (instance.HasFailed || !content.Steps.TryGetValue(place, out StepReport? current) || !ReferenceEquals(current, report))
            {
                return;
            }

            content.Steps[place] = report with
            {
                State = !isInTime ? StepState.TimedOut : step.ExitCode == 0 ? StepState.Succeeded : StepState.Failed,
                ExitCode = isInTime ? step.ExitCode : null,
                Output = Print(step.Output, bundle, arguments.OutputLimit),
                EndedAt = _cluster.World.Now,
            };
        });
    }

    /// <summary>What a step prints with the values that the instance knows, redacted of them: nothing of a secret leaves it.</summary>
    private string Print(string output, ConfigurationBundle bundle, int limit)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (SecretReference secret in bundle.Secrets.Where(s => _secrets.ContainsKey(s.Name)))
        {
            values[secret.Name] = _secrets[secret.Name];
        }

        IEnumerable<KeyValuePair<string, string>> known = values.Concat(bundle.Environment);
        string printed = known.OrderByDescending(v => v.Key.Length).Aggregate(output, static (text, v) => text.Replace("$" + v.Key, v.Value, StringComparison.Ordinal));
        return OutputRedactor.Tail(printed, [.. values.Values, .. OutputRedactor.ValuesOf(bundle)], limit);
    }
}
