using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Planning;

/// <summary>Steps that compute gradients of parameters, and those that read the parameters.</summary>
internal static class Gradients
{
    /// <summary>How many steps write or read each array of the gradient, by its offset.</summary>
    public static IReadOnlyDictionary<int, int> Uses(IReadOnlyList<Step> steps, IReadOnlyList<Buffer> buffers) =>
        steps.SelectMany(step => step.Accesses.Select(access => buffers[access.Buffer]).Distinct())
            .Where(static buffer => buffer.Region == Region.Gradients)
            .GroupBy(static buffer => buffer.Offset).ToDictionary(static array => array.Key, static array => array.Count());

    /// <summary>Whether a step is a product that writes the gradient of a parameter in panels.</summary>
    public static bool IsInPanels(Step step, IReadOnlyList<Buffer> buffers) =>
        step is ProductStep { IsStacked: true, Epilogue: null, ClearsFirst: false }
        && buffers[step.Accesses[0].Buffer] is { Region: Region.Gradients, Panels: not null };

    /// <summary>Whether a step is a product that writes the gradient of a parameter row by row, in whole pairs of the widest registers: as one panel.</summary>
    public static bool IsInRows(Step step, IReadOnlyList<Buffer> buffers, int bytes) =>
        step is ProductStep { Batch: null, Epilogue: null, ClearsFirst: false, Rows.TimesSamples: false, Columns: { TimesSamples: false, Part: not ExtentPart.Count } } product
        && product.Columns.Length * bytes % ParameterPanels.BytesOfPanel == 0
        && buffers[product.Accesses[0].Buffer] is { Region: Region.Gradients } gradient && gradient.Size == product.Rows.Length * product.Columns.Length;

    /// <summary>The steps that read the parameter of a gradient, each with the buffer by which it does.</summary>
    public static IEnumerable<(int Step, int Buffer)> ReadersOfParameter(Step gradient, IReadOnlyList<Step> steps, IReadOnlyList<Buffer> buffers)
    {
        int offset = buffers[gradient.Accesses[0].Buffer].Offset;
        return
            from step in Enumerable.Range(0, steps.Count)
            from buffer in steps[step].Accesses.Select(static access => access.Buffer).Distinct()
            where buffers[buffer].Region == Region.Parameters && buffers[buffer].Offset == offset
            select (step, buffer);
    }
}
