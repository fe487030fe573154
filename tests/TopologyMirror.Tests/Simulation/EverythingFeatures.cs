namespace TopologyMirror.Tests.Simulation;

/// <summary>What a scenario has switched on, drawn from its seed.</summary>
internal sealed record EverythingFeatures
{
    public required bool Named { get; init; }

    public required bool Tiers { get; init; }

    public required bool Wired { get; init; }

    public required bool Queue { get; init; }

    public required bool Cron { get; init; }

    public required bool Data { get; init; }

    public required bool Reversible { get; init; }

    public required bool SecondRouter { get; init; }

    public required bool SlowStart { get; init; }

    public required int? WaveSize { get; init; }

    public required int? Room { get; init; }

    public required bool Delivered { get; init; }

    public required bool Checks { get; init; }

    public required bool LoadTest { get; init; }

    public required bool Signals { get; init; }

    public required bool Zones { get; init; }

    public required bool Sizes { get; init; }

    public required double FailingCalls { get; init; }

    public required double Crashes { get; init; }

    public static EverythingFeatures Draw(EverythingDice dice)
    {
        bool named = dice.Chance(0.2);
        bool tiers = !named && dice.Chance(0.8);
        return new EverythingFeatures
        {
            Named = named,
            Tiers = tiers,
            Wired = tiers && dice.Chance(0.6),
            Queue = dice.Chance(0.5),
            Cron = tiers && dice.Chance(0.5),
            Data = dice.Chance(0.4),
            Reversible = dice.Chance(0.7),
            SecondRouter = dice.Chance(0.4),
            SlowStart = dice.Chance(0.3),
            WaveSize = dice.Chance(0.3) ? dice.Between(1, 2) : null,
            Room = dice.Chance(0.25) ? dice.Below(3) : null,
            Delivered = dice.Chance(0.5),
            Checks = dice.Chance(0.4),
            LoadTest = dice.Chance(0.3),
            Signals = dice.Chance(0.5),
            Zones = dice.Chance(0.3),
            Sizes = dice.Chance(0.2),
            FailingCalls = dice.Chance(0.6) ? 0.02 : 0,
            Crashes = dice.Chance(0.5) ? 0.006 : 0,
        };
    }
}
