return await SynthTool.Testing.LoopbackTeacher.RunAsync(args);
