#pragma warning disable CA1812, CA1822, CA1823, CS0169, CS0649, CS0067, CS0414, CS0219, IDE0051, IDE0052, IDE0059, CA1852, CA1802, IDE0060 // It names types; it does nothing.
using TopologyMirror.Tests.Architecture.Planted.Lower;

namespace TopologyMirror.Tests.Architecture.Planted.Upper;

/// <summary>Names each type of <c>Planted.Lower</c> in exactly one way.</summary>
[ByAttribute(typeof(ByTypeofInAttribute))]
internal class Namer<T> : ByBase, IByInterface
    where T : ByTypeConstraint
{
    private readonly ByField? _field;
    private readonly Dictionary<string, ByArrayOfField[]>? _generic;

    private event ByEvent? Event;

    private ByProperty? Property { get; set; }

    private int Constant => ByConstant.Value + nameof(ByNameof).Length;

    private void Parameter([ByParameter] int marked, ByParameter? parameter)
    {
    }

    private ByReturn? Return() => null;

    private void Constraint<TOther>()
        where TOther : ByMethodConstraint
    {
    }

    private int Locals()
    {
        // Written twice, so that the optimiser leaves it a local.
        ByLocal? local = null;
        if (Constant > 0)
        {
            local = null;
        }

        return local is null ? 0 : 1;
    }

    private bool Instructions(object value)
    {
        try
        {
            ByCall.Call();
            ByGenericMember<ByGenericMemberArgument>.Call();
            return new ByCreation().Equals(typeof(ByTypeof)) || value is ByCast || ByStaticField.Value.Length > 0;
        }
        catch (ByCatch)
        {
            return Array.Empty<ByMethodArgument>().Length > 0;
        }
    }

    private async Task<bool> Asynchronous(Task task)
    {
        await task;
        return new ByAsyncBody().Equals(task);
    }

    private IEnumerable<bool> Iterator()
    {
        yield return new ByIterator().Equals(_field);
    }

    private Func<object, bool> Lambda(int captured) => x => new ByLambda().Equals(x) && captured > 0;

    private bool LocalFunction()
    {
        return Inner();

        static bool Inner() => new ByLocalFunction().Equals(null);
    }

    private bool Target() => new ByNestedTarget.Nested().Equals(_generic);

    private class Nested
    {
        private readonly ByNestedType? _field;
    }
}
