//! The filter of system calls. A call that is not listed is allowed: what the engines need differs from
//! library to library, and what would reach beyond the process is known.

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
pub(super) fn filter() -> bool {
    use std::ffi::{c_long, c_ushort};

    use super::syscall;

    #[repr(C)]
    struct Program {
        len: c_ushort,
        instructions: *const bpf::Instruction,
    }
    const SET_MODE_FILTER: c_long = 1;
    /// For all threads.
    const TSYNC: c_long = 1;
    let instructions = bpf::program(std::process::id());
    let Ok(len) = c_ushort::try_from(instructions.len()) else {
        return false;
    };
    let program = Program {
        len,
        instructions: instructions.as_ptr(),
    };
    // SAFETY: the kernel copies the program, whose instructions are alive and as many as stated.
    unsafe { syscall(calls::SECCOMP, SET_MODE_FILTER, TSYNC, &raw const program) == 0 }
}

/// Other processors have other numbers for system calls.
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
pub(super) fn filter() -> bool {
    false
}

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
mod bpf {
    use super::calls;

    /// `struct sock_filter`.
    #[repr(C)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) struct Instruction {
        code: u16,
        if_true: u8,
        if_false: u8,
        value: u32,
    }

    const ALLOW: u32 = 0x7fff_0000;
    const ERROR: u32 = 0x0005_0000;
    const EPERM: u32 = 1;
    const ENOSYS: u32 = 38;

    /// `struct seccomp_data`: where the number, the architecture and the arguments are.
    const NUMBER: u32 = 0;
    const ARCH: u32 = 4;
    const fn argument(index: u32) -> u32 {
        // Both architectures are little-endian: the low half comes first.
        16 + 8 * index
    }

    const fn load(offset: u32) -> Instruction {
        Instruction {
            code: 0x20,
            if_true: 0,
            if_false: 0,
            value: offset,
        }
    }

    const fn answer(value: u32) -> Instruction {
        Instruction {
            code: 0x06,
            if_true: 0,
            if_false: 0,
            value,
        }
    }

    const fn equal(value: u32, if_true: u8, if_false: u8) -> Instruction {
        Instruction {
            code: 0x15,
            if_true,
            if_false,
            value,
        }
    }

    const fn any_bit(value: u32, if_true: u8, if_false: u8) -> Instruction {
        Instruction {
            code: 0x45,
            if_true,
            if_false,
            value,
        }
    }

    /// What `open` gets to do more than read: write only, read and write, create, shorten.
    const OPEN_FOR_MORE: u32 = 0o1 | 0o2 | 0o100 | 0o1000;
    const CLONE_THREAD: u32 = 0x1_0000;

    pub(super) fn program(process: u32) -> Vec<Instruction> {
        const DENY: Instruction = answer(ERROR | EPERM);
        const PERMIT: Instruction = answer(ALLOW);
        let mut all = vec![load(ARCH), equal(calls::ARCH, 1, 0), DENY, load(NUMBER)];
        // Numbers of another calling convention of the same processor.
        let foreign = Instruction {
            code: 0x35,
            if_true: 0,
            if_false: 1,
            value: 0x4000_0000,
        };
        all.extend([foreign, DENY]);
        let mut rule = |number: u32, block: &[Instruction]| {
            // Each block ends in answers, so the number is still loaded for the next rule.
            all.push(equal(number, 0, block.len() as u8));
            all.extend_from_slice(block);
        };
        for &number in calls::DENIED {
            rule(number, &[DENY]);
        }
        // The C library then does it with older calls, whose arguments can be looked at.
        for &number in calls::UNKNOWN {
            rule(number, &[answer(ERROR | ENOSYS)]);
        }
        for &(number, flags) in calls::OPEN {
            let more = any_bit(OPEN_FOR_MORE, 0, 1);
            rule(number, &[load(argument(flags)), more, DENY, PERMIT]);
        }
        let thread = any_bit(CLONE_THREAD, 1, 0);
        rule(calls::CLONE, &[load(argument(0)), thread, DENY, PERMIT]);
        for &(number, also) in calls::OWN_PROCESS {
            let own = [
                load(argument(0)),
                equal(process, 2, 0),
                equal(also.unwrap_or(process), 1, 0),
                DENY,
                PERMIT,
            ];
            rule(number, &own);
        }
        all.push(PERMIT);
        all
    }
}

#[cfg(target_arch = "x86_64")]
#[rustfmt::skip]
mod calls {
    use std::ffi::c_long;

    pub(super) const ARCH: u32 = 0xc000_003e;
    pub(super) const SECCOMP: c_long = 317;
    pub(super) const CLONE: u32 = 56;
    /// `clone3`, `openat2`: their arguments lie in memory.
    pub(super) const UNKNOWN: &[u32] = &[435, 437];
    /// `open`, `openat`, and which argument has the flags.
    pub(super) const OPEN: &[(u32, u32)] = &[(2, 1), (257, 2)];
    /// `kill`, `tgkill`, `prlimit64`: for this process only. Another number may stand for it: 0 with the
    /// last, while it stands for a group of processes with the first.
    pub(super) const OWN_PROCESS: &[(u32, Option<u32>)] = &[(62, None), (234, None), (302, Some(0))];
    pub(super) const DENIED: &[u32] = &[
        // creat, truncate, unlink, unlinkat, rename, renameat, renameat2, link, linkat, symlink, symlinkat
        85, 76, 87, 263, 82, 264, 316, 86, 265, 88, 266,
        // mkdir, mkdirat, rmdir, mknod, mknodat
        83, 258, 84, 133, 259,
        // chmod, fchmod, fchmodat, fchmodat2, chown, fchown, lchown, fchownat
        90, 91, 268, 452, 92, 93, 94, 260,
        // setxattr and the like, removexattr and the like, utime, utimes, futimesat, utimensat
        188, 189, 190, 197, 198, 199, 463, 466, 469, 132, 235, 261, 280,
        // fork, vfork, execve, execveat, socket, connect
        57, 58, 59, 322, 41, 42,
        // ptrace, process_vm_readv, process_vm_writev, pidfd_send_signal, pidfd_open, pidfd_getfd,
        // process_madvise, rt_sigqueueinfo, rt_tgsigqueueinfo
        101, 310, 311, 424, 434, 438, 440, 129, 297,
        // io_uring, bpf, perf_event_open, userfaultfd
        425, 426, 427, 321, 298, 323,
        // unshare, setns, mount, umount2, pivot_root, chroot, open_by_handle_at, open_tree, move_mount,
        // fsopen, fsconfig, fsmount, mount_setattr
        272, 308, 165, 166, 155, 161, 304, 428, 429, 430, 431, 432, 442,
        // add_key, request_key, keyctl, shmget, semget, msgget, mq_open
        248, 249, 250, 29, 64, 68, 240,
    ];

}

#[cfg(target_arch = "aarch64")]
#[rustfmt::skip]
mod calls {
    use std::ffi::c_long;

    pub(super) const ARCH: u32 = 0xc000_00b7;
    pub(super) const SECCOMP: c_long = 277;
    pub(super) const CLONE: u32 = 220;
    /// `clone3`, `openat2`: their arguments lie in memory.
    pub(super) const UNKNOWN: &[u32] = &[435, 437];
    /// `openat`, and which argument has the flags.
    pub(super) const OPEN: &[(u32, u32)] = &[(56, 2)];
    /// `kill`, `tgkill`, `prlimit64`: for this process only. Another number may stand for it: 0 with the
    /// last, while it stands for a group of processes with the first.
    pub(super) const OWN_PROCESS: &[(u32, Option<u32>)] = &[(129, None), (131, None), (261, Some(0))];
    pub(super) const DENIED: &[u32] = &[
        // truncate, unlinkat, renameat, renameat2, linkat, symlinkat, mkdirat, mknodat
        45, 35, 38, 276, 37, 36, 34, 33,
        // fchmod, fchmodat, fchmodat2, fchownat, fchown
        52, 53, 452, 54, 55,
        // setxattr and the like, removexattr and the like, utimensat
        5, 6, 7, 14, 15, 16, 463, 466, 469, 88,
        // execve, execveat, socket, connect
        221, 281, 198, 203,
        // ptrace, process_vm_readv, process_vm_writev, pidfd_send_signal, pidfd_open, pidfd_getfd,
        // process_madvise, rt_sigqueueinfo, rt_tgsigqueueinfo
        117, 270, 271, 424, 434, 438, 440, 138, 240,
        // io_uring, bpf, perf_event_open, userfaultfd
        425, 426, 427, 280, 241, 282,
        // unshare, setns, mount, umount2, pivot_root, chroot, open_by_handle_at, open_tree, move_mount,
        // fsopen, fsconfig, fsmount, mount_setattr
        97, 268, 40, 39, 41, 51, 265, 428, 429, 430, 431, 432, 442,
        // add_key, request_key, keyctl, shmget, semget, msgget, mq_open
        217, 218, 219, 194, 190, 186, 180,
    ];

}
