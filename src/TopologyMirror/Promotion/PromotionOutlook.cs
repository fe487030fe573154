using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

/// <summary>
/// What the time ahead takes, read off a plan for one decision: small enough to be kept with it, so that the decision can be repeated
/// without the forecasts. Immutable.
/// </summary>
/// <param name="Services">Per service, in the services' order.</param>
public sealed record PromotionOutlook(IReadOnlyList<ServiceOutlook> Services)
{
    /// <summary>When a release that is due had best begin: where the least is expected to be needed for its bake; null when it need not wait.</summary>
    public DateTimeOffset? ReleaseAt { get; init; }

    /// <summary>Reads a plan.</summary>
    /// <param name="input">What is known.</param>
    /// <param name="options">When live grows and shrinks.</param>
    public static PromotionOutlook Of(PromotionInput input, PromotionOptions options)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(options);
        DateTimeOffset now = input.Now;
        DateTimeOffset promoted = now + input.LeadTimes.Promote + input.TickInterval;
        DateTimeOffset launched = now + input.LeadTimes.Launch + input.LeadTimes.Promote + input.TickInterval;
        TimeSpan? bake = input.ReleaseBake is { } b ? input.LeadTimes.Promote + b + input.TickInterval : null;
        var services = new ServiceOutlook[input.Counts.Count];
        for (int i = 0; i < services.Length; i++)
        {
            ServiceName service = input.Counts[i].Service;
            double? priced = input.Costs?.MissingCostOf(service);
            services[i] = new ServiceOutlook(service)
            {
                Promoted = input.Plan.Required(service, now, promoted),
                Launched = input.Plan.Required(service, now, launched),
                Bake = bake is { } length ? input.Plan.Required(service, now, now + length) : null,
                BakeOfRelease = bake is { } all ? input.ReleasePlan?.Required(service, now, now + all) : null,
                Likely = Likely(input, options, service, launched),
                WorthKeeping = input.Plan.Worth(service, now, now, now + options.UseWithin, priced ?? input.MissingCost),
                WorthLaunching = priced is { } cost ? input.Plan.Worth(service, now, launched, launched + options.UseWithin, cost) : null,
            };
        }

        return new PromotionOutlook(services) { ReleaseAt = bake is { } takes ? Trough(input, options, takes) : null };
    }

    // What ends before a launch of this moment could serve is not launched for.
    private static int? Likely(PromotionInput input, PromotionOptions options, ServiceName service, DateTimeOffset launched)
    {
        DateTimeOffset useful = input.Now + input.LeadTimes.Launch;
        CapacityRequirement? required = options.LaunchLikelihood > 0
            ? input.Plan.Required(service, useful, Latest(launched, input.Now + options.UseWithin), options.LaunchLikelihood)
            : input.Plan.Required(service, useful, launched);
        return required?.Instances;
    }

    private static DateTimeOffset Latest(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    // A release that has begun goes on. Another hour is worth waiting for only if it is clearly calmer.
    private static DateTimeOffset? Trough(PromotionInput input, PromotionOptions options, TimeSpan takes)
    {
        DateTimeOffset until = (input.Memory.ReleaseSince ?? input.Now) + options.ReleaseLongestWait;
        if (input.Release is not null || input.LiveIsUnhealthy || until <= input.Now || input.Plan.Trough(input.Now, input.Now, takes) is not { } now)
        {
            return null;
        }

        return input.Plan.Trough(input.Now, until, takes) is { } trough && trough.Instances < options.TroughShare * now.Instances ? trough.At : null;
    }
}
