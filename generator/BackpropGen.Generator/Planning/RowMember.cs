using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Planning;

/// <summary>A step as a part of a loop over samples: how wide its rows are, and how it reads and writes each buffer.</summary>
/// <param name="Step">The step.</param>
/// <param name="Widths">The columns of the rows that it computes with; a single number is none.</param>
/// <param name="IsSum">Whether its result is a sum over the samples, whole after the last one.</param>
/// <param name="InMemory">The buffers of which it reads a row's numbers one by one, from memory.</param>
internal sealed record RowMember(Step Step, IReadOnlyList<int> Widths, bool IsSum, IReadOnlyList<int> InMemory)
{
    /// <summary>The most sums of rows that stay in registers.</summary>
    private const int MostSums = 4;

    /// <summary>Dearer functions of single numbers take many samples at once, in a kernel of their own.</summary>
    private const int MostCostOfNumber = 15;

    private static readonly Extent Samples = new(1, TimesSamples: true);

    /// <summary>The buffer that it writes.</summary>
    public int Target => Step.Accesses[0].Buffer;

    /// <summary>The step as a part of a loop; null where it is none.</summary>
    public static RowMember? Of(Step step, IReadOnlyList<Buffer> buffers) => step switch
    {
        LoopStep { Block: { } form } loop when form.Rows == Samples && (form.Columns > 1 || loop.Function.Cost <= MostCostOfNumber) && IsDense(loop.Accesses, form.Target, form.Operands, buffers)
            => new(step, [form.Columns], form.Target is Reach.Column or Reach.All, []),
        ProductStep { Small: { } form } product when IsDense(product.Accesses.Take(3).Concat(product.Accesses.Skip(3)), product, form, buffers)
            => product.Inner.Length == 1 && product.Rows == Samples && form.Kind != ProductKind.TransposedTimes ? Of(AsMap(product, form), buffers) : OfProduct(product, form),
        _ => null,
    };

    /// <summary>A product of which each number is a single one: a map of its factors.</summary>
    private static LoopStep AsMap(ProductStep step, ProductForm form)
    {
        var function = ScalarFunction.Create((step.Epilogue?.Arity ?? 1) + 1, (pool, x) => step.Epilogue is { } epilogue ? epilogue.Apply(pool, [x[0] * x[1], .. x.Skip(2)]) : x[0] * x[1]);
        var factors = step.Columns.Length == 1 ? new[] { Reach.Element, Reach.All } : [Reach.Row, Reach.Column];
        return new(
            step.Comment, LoopKind.Map, function, [], new[] { step.Rows, step.Columns }.ToEquatableArray(), step.Accesses,
            new BlockForm(step.Rows, step.Columns.Length, Reach.Element, factors.Concat(form.Operands.Skip(1)).ToEquatableArray()));
    }

    /// <summary>A product whose sums begin with what its epilogue adds to it, a row that all samples share.</summary>
    private static ProductStep Started(ProductStep step, ProductForm form)
    {
        if (step.Epilogue is { } epilogue)
        {
            for (int operand = 1; operand < epilogue.Arity; operand++)
            {
                // If with x₀ − xⱼ in the place of x₀ the epilogue has no xⱼ, then it is one of their sum.
                var rest = ScalarFunction.Create(epilogue.Arity, (pool, x) => epilogue.Apply(pool, [x[0] - x[operand], .. x.Skip(1)]));
                if (form.Operands[operand] == Reach.Column && epilogue.UsedArguments[operand] && !rest.UsedArguments[operand])
                {
                    return step with { Epilogue = IsFirst(rest) ? null : rest, Small = form with { Start = operand } };
                }
            }
        }

        return step;
    }

    private static bool IsFirst(ScalarFunction function) => function.Instructions.Length == 1 && function.Instructions[0] is { Opcode: Opcode.Argument, Index: 0 };

    private static RowMember? OfProduct(ProductStep step, ProductForm form)
    {
        if (step.Columns.Length == 1 && step.Epilogue?.Cost > MostCostOfNumber)
        {
            return null;
        }

        int rows = step.Rows.Length, columns = step.Columns.Length, inner = step.Inner.Length, left = step.Accesses[1].Buffer;
        return (form.Kind, step.Rows == Samples, step.Inner == Samples) switch
        {
            // Sums of a row's products; a transposed weight of one row lies as the weight itself.
            (not ProductKind.TransposedTimes, true, false) when columns == 1 => new(step, [inner], false, []),
            (ProductKind.Times, true, false) => new(Started(step, form), [columns], false, [left]),
            (ProductKind.TransposedTimes, false, true) when rows == 1 || columns == 1 => new(step, [rows, columns], true, []),
            (ProductKind.TransposedTimes, false, true) when rows <= MostSums => new(step, [columns], true, [left]),
            _ => null,
        };
    }

    /// <summary>Whether every operand of the samples begins with its buffer.</summary>
    private static bool IsDense(EquatableArray<Access> accesses, Reach target, IEnumerable<Reach> operands, IReadOnlyList<Buffer> buffers) =>
        accesses.Zip(operands.Prepend(target), (access, reach) => IsInPlace(access, buffers) && IsOfSamples(reach) == buffers[access.Buffer].IsPerSample).All(static fits => fits);

    private static bool IsDense(IEnumerable<Access> accesses, ProductStep step, ProductForm form, IReadOnlyList<Buffer> buffers) =>
        accesses.All(access => IsInPlace(access, buffers))
        && step.Accesses.Skip(3).Zip(form.Operands.Skip(1), (access, reach) => IsOfSamples(reach) == buffers[access.Buffer].IsPerSample).All(static fits => fits);

    private static bool IsInPlace(Access access, IReadOnlyList<Buffer> buffers) => !buffers[access.Buffer].IsPerSample || access.Offset == 0;

    private static bool IsOfSamples(Reach reach) => reach is Reach.Element or Reach.Row;
}
