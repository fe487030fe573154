using TopologyMirror.Forecasting;

namespace TopologyMirror.Promotion;

/// <summary>
/// Weighs a promotion now against later and never over equally likely courses of load. Linear in courses × steps. Pure and thread-safe.
/// </summary>
public static class PromotionCosting
{
    /// <summary>Weighs a promotion.</summary>
    /// <param name="now">The moment of the decision.</param>
    /// <param name="choice">The promotion.</param>
    /// <param name="paths">Courses of load, one set per metric; the i-th courses of all sets belong together. A metric that does not drive the service is left out.</param>
    /// <returns>The costs; null when no metric of the service has courses that reach beyond <paramref name="now"/>.</returns>
    public static PromotionCosts? Of(DateTimeOffset now, PromotionChoice choice, IReadOnlyList<MetricPaths> paths)
    {
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentOutOfRangeException.ThrowIfLessThan(choice.Instances, 1, nameof(choice));
        MetricPaths[] driving = [.. paths.Where(p => choice.Capacity.InstancesFor(p.Metric, 0) is not null)];
        if (driving.Length == 0)
        {
            return null;
        }

        LoadPaths grid = driving.MinBy(static p => p.Paths.Step)!.Paths;
        DateTimeOffset end = driving.Min(static p => p.Paths.Origin + (p.Paths.Steps * p.Paths.Step));
        if (end <= now)
        {
            return null;
        }

        var steps = Steps(now, end, grid);
        Missing missing = MissingPerStep(choice, driving, steps, now + choice.Lead);
        return Weigh(now, end, choice, steps, missing);
    }

    private static PromotionCosts Weigh(DateTimeOffset now, DateTimeOffset end, PromotionChoice choice, List<(DateTimeOffset From, DateTimeOffset To)> steps, Missing missing)
    {
        TimeSpan span = end - now;
        double[] without = UpTo(steps, missing.Without);
        double[] with = UpTo(steps, missing.With);
        double live = choice.Prices.InstanceHour * choice.Live * span.TotalHours;
        double missingNow = MissingWith(now + choice.Lead);
        double missingNever = MissingWith(end);
        double later = double.PositiveInfinity;
        TimeSpan? wait = null;
        foreach ((DateTimeOffset from, _) in steps.Skip(1))
        {
            double cost = Cost(from, MissingWith(from + choice.Lead));
            (later, wait) = cost < later ? (cost, from - now) : (later, wait);
        }

        double never = Cost(end, missingNever);
        return new PromotionCosts
        {
            Service = choice.Capacity.Service,
            Live = choice.Live,
            Instances = choice.Instances,
            Lead = choice.Lead,
            Span = span,
            Prices = choice.Prices,
            Now = Cost(now, missingNow),
            Later = wait is null ? never : later,
            Wait = wait,
            Never = never,
            MissingNow = missingNow,
            MissingNever = missingNever,
            NeedProbability = missing.Needed,
        };

        double Cost(DateTimeOffset promoted, double hours) =>
            live + (choice.Prices.InstanceHour * choice.Instances * (end - promoted).TotalHours) + (choice.Prices.MissingInstanceHour * hours);

        double MissingWith(DateTimeOffset serving)
        {
            int s = steps.FindIndex(step => step.To > serving);
            if (s < 0)
            {
                return without[^1];
            }

            DateTimeOffset change = serving < steps[s].From ? steps[s].From : serving;
            return without[s] + (missing.Without[s] * (change - steps[s].From).TotalHours)
                + (missing.With[s] * (steps[s].To - change).TotalHours) + (with[^1] - with[s + 1]);
        }
    }

    /// <summary>Instance-hours missing from now to the start of each step, and to the end.</summary>
    private static double[] UpTo(List<(DateTimeOffset From, DateTimeOffset To)> steps, double[] instances)
    {
        double[] hours = new double[steps.Count + 1];
        for (int s = 0; s < steps.Count; s++)
        {
            hours[s + 1] = hours[s] + (instances[s] * (steps[s].To - steps[s].From).TotalHours);
        }

        return hours;
    }

    /// <summary>The steps of the finest grid from now to the end; the first one is what is left of the current.</summary>
    private static List<(DateTimeOffset From, DateTimeOffset To)> Steps(DateTimeOffset now, DateTimeOffset end, LoadPaths grid)
    {
        List<(DateTimeOffset From, DateTimeOffset To)> steps = [];
        for (int s = 0; s < grid.Steps; s++)
        {
            DateTimeOffset from = grid.Origin + (s * grid.Step);
            DateTimeOffset to = from + grid.Step;
            if (to > now && from < end)
            {
                steps.Add((from < now ? now : from, to > end ? end : to));
            }
        }

        return steps;
    }

    /// <summary>Mean instances missing per step, with and without the promotion.</summary>
    private static Missing MissingPerStep(PromotionChoice choice, MetricPaths[] driving, List<(DateTimeOffset From, DateTimeOffset To)> steps, DateTimeOffset serving)
    {
        int courses = driving.Min(static p => p.Paths.Count);
        double[] without = new double[steps.Count];
        double[] with = new double[steps.Count];
        double[] perInstance = [.. driving.Select(p => choice.Capacity.LoadPerInstance[p.Metric.Name])];
        int[][] index = [.. driving.Select(p => steps.Select(s => (int)Math.Clamp((s.From - p.Paths.Origin).Ticks / p.Paths.Step.Ticks, 0, p.Paths.Steps - 1)).ToArray())];
        int first = steps.FindIndex(s => s.To > serving);
        int needed = 0;
        for (int course = 0; course < courses; course++)
        {
            bool isNeeded = false;
            for (int s = 0; s < without.Length; s++)
            {
                double need = 0;
                for (int m = 0; m < driving.Length; m++)
                {
                    need = Math.Max(need, driving[m].Paths.At(index[m][s] + 1)[course] / perInstance[m]);
                }

                // A ratio that is whole up to rounding does not take one more instance.
                double lacking = Math.Ceiling(need - 1e-9) - choice.Live;
                if (lacking > 0)
                {
                    without[s] += lacking;
                    with[s] += Math.Max(lacking - choice.Instances, 0);
                    isNeeded |= first >= 0 && s >= first;
                }
            }

            needed += isNeeded ? 1 : 0;
        }

        for (int s = 0; s < without.Length; s++)
        {
            without[s] /= courses;
            with[s] /= courses;
        }

        return new Missing(without, with, (double)needed / courses);
    }

    private readonly record struct Missing(double[] Without, double[] With, double Needed);
}
