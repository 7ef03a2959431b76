using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Planning;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.Emission;

internal sealed partial class ProgramEmitter
{
    private void WriteMemory(Schedule schedule, IReadOnlyList<ColumnDeclaration> columns, IReadOnlyList<string> outputs)
    {
        writer.Line();
        writer.Line("/// <summary>What one run reads and writes.</summary>");
        var shared = schedule.Parts.Where(part => schedule.Program.Phases[part.Phase - 1].Kind != PhaseKind.Once).ToList();
        writer.Open("public ref struct Memory" + (shared.Count == 0 ? "" : " : Execution::IProgram<Memory>"));
        writer.Line("public int Samples, Threads;");
        writer.Line($"public global::System.ReadOnlySpan<{type}> Parameters;");
        var memory = MemoryShape.Of(schedule.Program);
        string[] none = [];
        string[] spans = [.. memory.HasStates ? ["States"] : none, .. memory.HasWorkspace ? ["Workspace"] : none, .. memory.HasShared ? ["Shared"] : none, .. memory.HasGradients ? ["Gradients"] : none];
        if (spans.Length > 0)
        {
            writer.Line($"public global::System.Span<{type}> {Names.List(spans)};");
        }

        if (memory.HasIndexes)
        {
            writer.Line("public global::System.Span<int> Indexes;");
        }

        if (memory.HasDescents)
        {
            writer.Line($"public Kernels::Descent<{type}> Descent;");
        }

        foreach (var column in columns)
        {
            writer.Line($"public global::System.ReadOnlySpan<{(column.IsLabel ? "int" : type)}> {Names.Field(column.Name)};");
        }

        foreach (string output in outputs)
        {
            writer.Line($"public global::System.Span<{type}> {Names.Field(output)};");
        }

        if (shared.Count > 0)
        {
            WriteShares(schedule.Program, shared);
        }

        writer.Close();
        if (memory.HasLocals)
        {
            writer.Line();
            writer.Line("/// <summary>The numbers that one run needs once.</summary>");
            writer.Line("[Runtime::InlineArray(WorkspaceShared)]");
            writer.Line($"public struct SharedNumbers {{ private {type} _first; }}");
        }
    }

    /// <summary>The method by which a thread finds its phase.</summary>
    private void WriteShares(Program program, List<SchedulePart> parts)
    {
        writer.Line();
        writer.Line(Optimized);
        writer.Open("static void Execution::IProgram<Memory>.Run(scoped in Memory memory, int phase, scoped in Execution::Share share)");
        var phases = parts.GroupBy(static part => part.Phase).ToList();
        if (phases.Count == 1)
        {
            parts.ForEach(part => writer.Line($"{PartName(program, part)}(memory, share);"));
        }
        else
        {
            writer.Open("switch (phase)");
            foreach (var phase in phases)
            {
                writer.Line($"case {Names.Number(phase.Key)}:");
                foreach (var part in phase)
                {
                    writer.Line($"    {PartName(program, part)}(memory, share);");
                }

                writer.Line("    break;");
            }

            writer.Close();
        }

        writer.Close();
    }
}
